import { chanceAt } from "./chance-by-place.ts";
import { HORIZONS_MS, isWithin } from "./plan-spans.ts";
import type { Span } from "./plan-spans.ts";
import { isPredicted } from "./walk-log.ts";
import type { PreparedLog } from "./walk-log.ts";

/** Rows that models are fitted to. Rows that lead to a purchase are rare, so more of them are drawn. */
export interface DrawnRows {
  isDrawn(row: number): boolean;
  /** How many rows of the span each drawn one stands for: fits that are weighted by it tell true probabilities. */
  weightOf(row: number): number;
}

/** So many are enough for sixty features: twice as many change the third digit of any measure. */
const MOST_FITTED = { beforePurchase: 60_000, others: 120_000 };

/** Draws from a span, seeded. "Before a purchase" is within the longest horizon, as far as the span knows. */
export function drawRows(
  prepared: PreparedLog,
  { span, seed }: { span: Span; seed: number },
): DrawnRows {
  const { log, nextAt } = prepared;
  const [shortest = 0] = HORIZONS_MS;
  const longest = HORIZONS_MS.at(-1) ?? shortest;
  const isBefore = (row: number): boolean => {
    const next = nextAt[row] ?? Infinity;
    return next - (log.at[row] ?? 0) <= longest && next < span.until;
  };
  const isEligible = (row: number): boolean =>
    isPredicted(prepared, row) && isWithin(log.at[row] ?? 0, span, shortest);
  let before = 0;
  let others = 0;
  for (let row = 0; row < log.size; row += 1) {
    if (!isEligible(row)) continue;
    if (isBefore(row)) before += 1;
    else others += 1;
  }
  const shareBefore = Math.min(1, MOST_FITTED.beforePurchase / Math.max(1, before));
  const shareOthers = Math.min(1, MOST_FITTED.others / Math.max(1, others));
  const shareOf = (row: number): number => (isBefore(row) ? shareBefore : shareOthers);
  return {
    isDrawn: (row) => isEligible(row) && chanceAt(seed, row) < shareOf(row),
    weightOf: (row) => 1 / shareOf(row),
  };
}
