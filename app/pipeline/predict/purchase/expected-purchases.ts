import { keptWith } from "../features/kept-with.ts";
import type { Snapshot } from "../features/snapshot.ts";
import type { PurchaseForecaster } from "../purchase-models/fitted-purchases.ts";
import { purchasePredictor } from "../purchase-models/predict-purchases.ts";
import type { PurchaseCourse } from "../purchase-models/purchase-model.ts";
import { repeatHistories } from "./repeat-histories.ts";

/** Keeps a logarithm finite: less than one purchase in a million years. */
const LEAST = 1e-9;

/**
 * How each customer's purchases go on; row i is the snapshot's row i. All tasks of a shop's model rest on one fit of the
 * purchase model, of which each has a copy.
 */
export const coursesOf = (
  purchases: PurchaseForecaster,
  snapshot: Snapshot,
): readonly PurchaseCourse[] =>
  keptWith(snapshot, JSON.stringify(purchases), () =>
    repeatHistories(snapshot).map(purchasePredictor(purchases)),
  );

/** How many purchases are expected of each customer within some weeks; row i is the snapshot's row i. */
export function expectedPurchases(
  purchases: PurchaseForecaster,
  snapshot: Snapshot,
  weeks: number,
): Float64Array {
  return Float64Array.from(coursesOf(purchases, snapshot), (course) =>
    Math.max(LEAST, course.expected(weeks)),
  );
}
