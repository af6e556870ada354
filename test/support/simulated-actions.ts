import { drawExponential } from "./draw-exponential.ts";
import { seedRandom } from "../../app/pipeline/predict/numeric/random.ts";
import type { CustomerHistory } from "../../app/pipeline/predict/features/customer-history.ts";
import type { Signal } from "../../app/pipeline/shared/signals.ts";
import { DAY_MS, slotOf } from "../../app/pipeline/shared/time.ts";

/** Something that customers do: within the week before so many of their purchases, and so often a day at random. */
export interface SimulatedAction {
  signal: Signal;
  share: number;
  atRandomADay: number;
}

/** The same customers, who also do what is named, each occurrence a row of its own. Nobody does anything from `asOf` on. */
export function addActions(
  customers: readonly CustomerHistory[],
  input: { seed: number; startsAt: number; asOf: number; actions: readonly SimulatedAction[] },
): CustomerHistory[] {
  const { seed, startsAt, asOf, actions } = input;
  const random = seedRandom(seed);
  return customers.map((customer) => {
    const rows = actions.flatMap(({ signal, share, atRandomADay }) => {
      const instants = customer.orders.flatMap(({ placedAt }) =>
        random() < share ? [placedAt - 7 * DAY_MS * random()] : [],
      );
      if (atRandomADay > 0)
        for (
          let at = startsAt + DAY_MS * drawExponential(atRandomADay, random);
          at < asOf;
          at += DAY_MS * drawExponential(atRandomADay, random)
        )
          instants.push(at);
      return instants
        .map(Math.floor)
        .filter((at) => at < asOf)
        .map((at) => ({
          signal,
          trust: "claimed" as const,
          slot: slotOf(at),
          count: 1,
          value: 0,
          firstAt: at,
          lastAt: at,
        }));
    });
    return { ...customer, rows };
  });
}
