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
 * null where there is nothing to stretch.
 */
export function stretchRatios(stretch: Stretch, snapshot: Snapshot): Float64Array;
export function stretchRatios(stretch: Stretch | null, snapshot: Snapshot): Float64Array | null;
export function stretchRatios(stretch: Stretch | null, snapshot: Snapshot): Float64Array | null {
  if (stretch === null) return null;
  const { purchases, fromWeeks, toWeeks } = stretch;
  const shorter = expectedPurchases(purchases, snapshot, fromWeeks);
  const longer = expectedPurchases(purchases, snapshot, toWeeks);
  return longer.map((count, row) => Math.max(1, count / (shorter[row] ?? count)));
}

/** 1 - (1 - p)^ratio: purchases that come at random, `ratio` times as many of them; as they are without ratios. */
export const stretchProbabilities = (
  probabilities: Float64Array,
  ratios: Float64Array | null,
): Float64Array =>
  ratios === null
    ? probabilities
    : probabilities.map((p, row) => 1 - (1 - p) ** (ratios[row] ?? 1));
