import { readRepeatHistory } from "../../app/pipeline/predict/purchase-models/repeat-history.ts";
import type { RepeatHistory } from "../../app/pipeline/predict/purchase-models/repeat-history.ts";
import { DAY_MS, dayOf } from "../../app/pipeline/shared/time.ts";
import { readHistory } from "../../dev-store/history/read-history.ts";

/** A customer before and after a cut. */
export interface SplitCustomer {
  history: RepeatHistory;
  /** Purchase days after the cut. */
  later: number;
  /** Purchase days before it, each halved with every half-life that passed since: the simple rule to rank by. */
  decayedCount: number;
}

const HALF_LIFE_DAYS = 13 * 7;

/** The customers of an order file who had bought before `cut`, a UTC midnight, and what they did in the weeks after. */
export async function splitHistory(input: {
  file: string;
  cut: number;
  weeks: number;
}): Promise<SplitCustomer[]> {
  const { file, cut, weeks } = input;
  const end = cut + weeks * 7 * DAY_MS;
  const instants = new Map<string, number[]>();
  for (const happening of (await readHistory(file)).happenings) {
    if (happening.kind !== "order" || happening.order.customerKey === null) continue;
    const known = instants.get(happening.order.customerKey) ?? [];
    known.push(happening.at);
    instants.set(happening.order.customerKey, known);
  }
  return [...instants.values()].flatMap((orders) => {
    const history = readRepeatHistory(orders, cut - 1);
    if (history === null) return [];
    const daysOf = (from: number, to: number): number[] => [
      ...new Set(orders.filter((at) => at >= from && at < to).map(dayOf)),
    ];
    const decayedCount = daysOf(-Infinity, cut).reduce(
      (sum, day) => sum + 2 ** ((day - dayOf(cut)) / HALF_LIFE_DAYS),
      0,
    );
    return [{ history, later: daysOf(cut, end).length, decayedCount }];
  });
}
