import { findLatestFit, loadFittedModel } from "../db/predictions.ts";
import type { Queryable } from "../db/transaction.ts";
import type { PredictionModel } from "../pipeline/predict/shop/shop-model.ts";

/** Half a megabyte each: read once, and not for every batch of profiles. */
const MOST_KEPT = 20;
const kept = new Map<number, { fitId: number; model: PredictionModel }>();

/** What the shop's customers are predicted by; null: nothing was fitted yet. */
export async function loadPredictionModel(
  db: Queryable,
  shopId: number,
): Promise<PredictionModel | null> {
  const latest = await findLatestFit(db, shopId);
  if (latest === null) return null;
  const known = kept.get(shopId);
  if (known?.fitId === latest.fitId && known.model.asOf === latest.asOf) return known.model;
  const model = await loadFittedModel(db, shopId, latest.fitId);
  if (model === null) return null;
  kept.delete(shopId);
  kept.set(shopId, { fitId: latest.fitId, model });
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  return model;
}
