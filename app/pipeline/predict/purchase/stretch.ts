import type { Snapshot } from "../features/snapshot.ts";
import type { PurchaseForecaster } from "../purchase-models/fitted-purchases.ts";
import { expectedPurchases } from "./expected-purchases.ts";

/** How a probability over a horizon that could be learned becomes one over a longer horizon. Plain data. */
export interface Stretch {
  purchases: PurchaseForecaster;
  fromWeeks: number;
  toWeeks: number;
}

/**
 * For each customer of a snapshot, how many times as many purchases are expected over the longer horizon as over
 * the shorter: less than the horizons' ratio, since customers leave.
 */
export function stretchRatios(stretch: Stretch, snapshot: Snapshot): Float64Array {
  const { purchases, fromWeeks, toWeeks } = stretch;
  const shorter = expectedPurchases(purchases, snapshot, fromWeeks);
  const longer = expectedPurchases(purchases, snapshot, toWeeks);
  return longer.map((count, row) => Math.max(1, count / (shorter[row] ?? count)));
}

/** 1 - (1 - p)^ratio: purchases that come at random, `ratio` times as many of them. */
export const stretchProbabilities = (
  probabilities: Float64Array,
  ratios: Float64Array,
): Float64Array => probabilities.map((p, row) => 1 - (1 - p) ** (ratios[row] ?? 1));
