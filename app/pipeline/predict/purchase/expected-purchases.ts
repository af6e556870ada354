import type { Snapshot } from "../features/snapshot.ts";
import type { PurchaseForecaster } from "../purchase-models/fitted-purchases.ts";
import { purchasePredictor } from "../purchase-models/predict-purchases.ts";
import { repeatHistories } from "./repeat-histories.ts";

/** Keeps a logarithm finite: less than one purchase in a million years. */
const LEAST = 1e-9;

/** How many purchases are expected of each customer within some weeks; row i is the snapshot's row i. */
export function expectedPurchases(
  purchases: PurchaseForecaster,
  snapshot: Snapshot,
  weeks: number,
): Float64Array {
  const predict = purchasePredictor(purchases);
  return Float64Array.from(repeatHistories(snapshot), (history) =>
    Math.max(LEAST, predict(history).expected(weeks)),
  );
}
