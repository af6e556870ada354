import { fitVisits } from "../../../../../app/pipeline/predict/visits/fit-visits.ts";
import type { VisitsCard } from "../../../../../app/pipeline/predict/visits/visits-card.ts";
import { createVisitLog } from "../../../../../app/pipeline/predict/visits/visit-log.ts";
import type { VisitsModel } from "../../../../../app/pipeline/predict/visits/visits-model.ts";
import { DEFAULT_MODEL } from "../../../../../app/pipeline/score/default-model.ts";
import { DAY_MS } from "../../../../../app/pipeline/shared/time.ts";
import { simulateFacts } from "../../../../support/visitors/simulated-facts.ts";
import type { SimulatedPerson } from "../../../../support/visitors/simulated-facts.ts";
import { SIMULATION_START } from "../../../../support/visitors/simulate-visitors.ts";

export const POINTS = DEFAULT_MODEL.intent;
export const START = SIMULATION_START;

/** A simulated shop whose facts of before `asOf` are learned from. */
export interface LearnedShop {
  people: SimulatedPerson[];
  asOf: number;
  model: VisitsModel;
  card: VisitsCard;
}

export function learnShop(options: {
  seed: number;
  persons: number;
  days: number;
  eagerness: number;
}): LearnedShop {
  const asOf = START + options.days * DAY_MS;
  const people = simulateFacts({ ...options, days: options.days + 2 });
  const log = createVisitLog();
  for (const { facts, lines } of people) {
    const before = facts.filter(({ at }) => at < asOf);
    if (before.length > 0) log.add(before, lines);
  }
  const { columns, products } = log.close();
  const fitted = fitVisits(
    {
      columns,
      products,
      hadOrdered: new Uint8Array(people.length),
      from: START,
      asOf,
      everyNth: 1,
    },
    { points: POINTS, stopwatch: () => 0 },
  );
  return { people, asOf, ...fitted };
}
