import type { Snapshot } from "../features/snapshot.ts";
import type { FittedPurchases } from "../purchase-models/fitted-purchases.ts";
import { predictPurchases } from "../purchase-models/predict-purchases.ts";
import { repeatHistories } from "./repeat-histories.ts";

/** Keeps a logarithm finite: less than one purchase in a million years. */
const LEAST = 1e-9;

/** How many purchases a model expects of each customer within some weeks; row i is the snapshot's row i. */
export const expectedPurchases = (
  purchases: FittedPurchases,
  snapshot: Snapshot,
  weeks: number,
): Float64Array =>
  Float64Array.from(repeatHistories(snapshot), (history) =>
    Math.max(LEAST, predictPurchases(purchases, history, weeks).expected),
  );
