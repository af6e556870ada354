import type { CustomerHistory } from "../../app/pipeline/predict/features/customer-history.ts";
import { DAY_MS, dayOf, dayStart } from "../../app/pipeline/shared/time.ts";
import { dayOfCut } from "./figures.ts";

/** Rolling cuts, one horizon apart, so that no outcome is counted twice. */
const MOST_ROLLING_CUTS = 4;

/**
 * The cuts to judge at: those asked for, or rolling ones back from the end of the history, each with as much
 * history before it as its horizon is long.
 * @throws Error that says which cuts the history allows
 */
export function planTestCuts(input: {
  customers: readonly CustomerHistory[];
  asked: readonly number[];
  horizonMs: number;
}): number[] {
  const { customers, asked, horizonMs } = input;
  const { startsAt, endsAt } = spanOf(customers);
  const latest = endsAt - horizonMs;
  for (const cut of asked) {
    if (cut <= startsAt)
      throw new Error(
        `--cuts ${dayOfCut(cut)}: the history begins on ${dayOfCut(startsAt)}, choose a later cut`,
      );
    if (cut > latest)
      throw new Error(
        `--cuts ${dayOfCut(cut)}: ${horizonMs / DAY_MS} days later the history has ended (${dayOfCut(endsAt - 1)}); ` +
          `choose ${dayOfCut(latest)} or earlier, or a shorter --horizon-days`,
      );
  }
  if (asked.length > 0) return [...asked];
  const cuts: number[] = [];
  for (
    let cut = latest;
    cut >= startsAt + horizonMs && cuts.length < MOST_ROLLING_CUTS;
    cut -= horizonMs
  )
    cuts.unshift(cut);
  if (cuts.length === 0)
    throw new Error(
      `The history lasts ${Math.floor((endsAt - startsAt) / DAY_MS)} days, less than twice the horizon: ` +
        `choose a shorter --horizon-days, or name a cut with --cuts`,
    );
  return cuts;
}

/** From the first day with an order to the end of the last one. */
function spanOf(customers: readonly CustomerHistory[]): { startsAt: number; endsAt: number } {
  let first = Infinity;
  let last = -Infinity;
  for (const { orders } of customers) {
    for (const { placedAt } of orders) {
      first = Math.min(first, placedAt);
      last = Math.max(last, placedAt);
    }
  }
  return { startsAt: dayStart(dayOf(first)), endsAt: dayStart(dayOf(last) + 1) };
}
