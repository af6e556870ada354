import { membersOf } from "./fitted-purchases.ts";
import type { PurchaseForecaster } from "./fitted-purchases.ts";
import { likelyParameters } from "./likely-parameters.ts";
import { modelNamed } from "./model-named.ts";
import type { PurchaseOutlook } from "./purchase-model.ts";
import { tidyHistory } from "./repeat-history.ts";
import type { RepeatHistory } from "./repeat-history.ts";

/** The mean number of purchases of a customer within the next weeks. Customers are ranked by it. */
export function expectedOrders(
  forecaster: PurchaseForecaster,
  history: RepeatHistory,
  weeks: number,
): number {
  return predictPurchases(forecaster, history, weeks).expected;
}

/** Both at once. */
export function predictPurchases(
  forecaster: PurchaseForecaster,
  history: RepeatHistory,
  weeks: number,
): PurchaseOutlook {
  return purchasePredictor(forecaster)(history, weeks);
}

/**
 * The same for many customers: what depends on the shop alone is done once. Predictions are means over the likely
 * parameters of a model, and over the members of a mix.
 */
export function purchasePredictor(
  forecaster: PurchaseForecaster,
): (history: RepeatHistory, weeks: number) => PurchaseOutlook {
  const members = membersOf(forecaster).map((fitted) => ({
    model: modelNamed(fitted.model),
    vectors: likelyParameters(fitted),
  }));
  return (history, weeks) => {
    const tidy = tidyHistory(history);
    const ahead = Math.max(0, weeks);
    let [probability, expected] = [0, 0];
    for (const { model, vectors } of members) {
      const share = 1 / (members.length * vectors.length);
      for (const vector of vectors) {
        const outlook = model.outlook(vector, tidy, ahead);
        probability += share * outlook.probability;
        expected += share * outlook.expected;
      }
    }
    return { probability: Math.min(1, probability), expected };
  };
}
