import { predictNewcomer } from "../newcomers/predict-newcomer.ts";
import type { Probability } from "../shop/probability.ts";
import { predictVisitor } from "../visitors/predict-visitor.ts";
import type { VisitorPrediction } from "../visitors/predict-visitor.ts";
import type { VisitorState } from "../visitors/visitor-state.ts";
import type { Instant } from "../../shared/time.ts";
import { atLeast } from "./at-least.ts";
import { replayVisitors } from "./replay-visitors.ts";
import type { VisitorFact } from "./visitor-fact.ts";
import { VISITOR_MEMORY_MS } from "./visits-model.ts";
import type { VisitsModel } from "./visits-model.ts";

/** How likely somebody who was in the shop lately is to buy, as of an instant: it fades while nothing happens. */
export interface VisitOutlook {
  asOf: Instant;
  /** When they last did something. */
  lastAt: Instant;
  hour: Probability;
  day: Probability;
  /** Of somebody who never ordered, where the past is long enough; else null. */
  week: Probability | null;
  month: Probability | null;
}

/** Somebody whose visits are known. */
export interface Visiting {
  /** Those from the model's beginning on; what is not before `asOf` is left out. */
  facts: readonly VisitorFact[];
  /** Ever, also before the model's beginning. */
  hasOrdered: boolean;
}

/**
 * What is told of people, in their order; null of who did nothing within the last 30 days. A longer horizon is never
 * told less than a shorter one.
 */
export function tellVisits(
  model: VisitsModel,
  people: readonly Visiting[],
  asOf: Instant,
): (VisitOutlook | null)[] {
  const known = people.map(({ facts }) => facts.filter(({ at }) => at >= model.from && at < asOf));
  const states = replayVisitors(known, { points: model.visitors.points, tallies: model.tallies });
  return states.map((state, place) =>
    tellOne(model, { state, hasOrdered: people[place]?.hasOrdered ?? true, asOf }),
  );
}

function tellOne(
  model: VisitsModel,
  of: { state: VisitorState; hasOrdered: boolean; asOf: Instant },
): VisitOutlook | null {
  const { state, hasOrdered, asOf } = of;
  if (state.last === null || asOf - state.last.at > VISITOR_MEMORY_MS) return null;
  const soon = predictVisitor(model.visitors, state, asOf);
  if (soon.kind !== "predicted") return null;
  const [hour, day] = soon.predictions.map(probabilityOf);
  if (hour === undefined || day === undefined) return null;
  const isNewcomer = !hasOrdered && state.purchases === 0;
  const moment = { state, points: model.visitors.points, asOf };
  const [inWeek = null, inMonth = null] = isNewcomer
    ? predictNewcomer([model.newcomers.week, model.newcomers.month], moment)
    : [];
  const week = inWeek === null ? null : atLeast(inWeek, day);
  const month = inMonth === null ? null : atLeast(inMonth, week ?? day);
  return { asOf, lastAt: state.last.at, hour, day, week, month };
}

const probabilityOf = ({ probability, interval, evidence }: VisitorPrediction): Probability => ({
  value: probability,
  ...interval,
  evidence,
});
