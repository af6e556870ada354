import type { FittedPurchases } from "./fitted-purchases.ts";
import { modelNamed, vectorOf } from "./model-named.ts";
import type { PurchaseOutlook } from "./purchase-model.ts";
import { tidyHistory } from "./repeat-history.ts";
import type { RepeatHistory } from "./repeat-history.ts";

/** The chance that a customer buys within the next weeks, 0..1. Never falls as the weeks grow; 0 for none. */
export function probabilityToBuy(
  fitted: FittedPurchases,
  history: RepeatHistory,
  weeks: number,
): number {
  return predictPurchases(fitted, history, weeks).probability;
}

/** The mean number of purchases of a customer within the next weeks. Customers are ranked by it. */
export function expectedOrders(
  fitted: FittedPurchases,
  history: RepeatHistory,
  weeks: number,
): number {
  return predictPurchases(fitted, history, weeks).expected;
}

/** Both at once. */
export function predictPurchases(
  fitted: FittedPurchases,
  history: RepeatHistory,
  weeks: number,
): PurchaseOutlook {
  const model = modelNamed(fitted.model);
  return model.outlook(vectorOf(fitted), tidyHistory(history), Math.max(0, weeks));
}
