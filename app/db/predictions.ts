import type { ModelCard } from "../pipeline/predict/shop/model-card.ts";
import type { PredictionModel } from "../pipeline/predict/shop/shop-model.ts";
import { acrossShops } from "./shop-scope.ts";
import type { Queryable } from "./transaction.ts";

/**
 * Makes an installed shop's fit due at an instant. The shop's row is then locked until the transaction ends.
 * @returns false where the shop has uninstalled, or is no more
 */
export async function scheduleFit(db: Queryable, shopId: number, dueAt: number): Promise<boolean> {
  const { rowCount } = await db.query(
    "UPDATE shop SET fit_due_at = $2 WHERE shop_id = $1 AND status = 'installed'",
    [shopId, new Date(dueAt)],
  );
  return rowCount === 1;
}

/** Ready shops whose fit is due, the longest due first. */
export async function findShopsToFit(
  db: Queryable,
  due: { now: number; limit: number; except: number[] },
): Promise<number[]> {
  const { rows } = await acrossShops(db).query<{ shopId: number }>(
    `SELECT shop_id AS "shopId" FROM shop
     WHERE fit_due_at <= $1 AND status = 'installed' AND ready_at IS NOT NULL AND shop_id <> ALL($3::int[])
     ORDER BY fit_due_at, shop_id LIMIT $2`,
    [new Date(due.now), due.limit, due.except],
  );
  return rows.map((row) => row.shopId);
}

export interface FitRow {
  asOf: number;
  fittedAt: number;
  model: PredictionModel;
  card: ModelCard;
  seconds: number;
  peakBytes: number;
}

/** Keeps a fit as the newest; of older ones the card alone stays, of the last `cards` of them. */
export async function saveFit(
  db: Queryable,
  shopId: number,
  fit: FitRow,
  cards: number,
): Promise<void> {
  await db.query(
    `INSERT INTO prediction_fit (shop_id, fit_id, as_of, fitted_at, model, card, seconds, peak_bytes)
     SELECT $1, COALESCE(max(fit_id), 0) + 1, $2, $3, $4, $5, $6, $7 FROM prediction_fit WHERE shop_id = $1`,
    [
      shopId,
      new Date(fit.asOf),
      new Date(fit.fittedAt),
      JSON.stringify(fit.model),
      JSON.stringify(fit.card),
      fit.seconds,
      fit.peakBytes,
    ],
  );
  await db.query(
    `UPDATE prediction_fit SET model = NULL WHERE shop_id = $1 AND model IS NOT NULL
       AND fit_id < (SELECT max(fit_id) FROM prediction_fit WHERE shop_id = $1)`,
    [shopId],
  );
  await db.query(
    `DELETE FROM prediction_fit WHERE shop_id = $1
       AND fit_id <= (SELECT max(fit_id) FROM prediction_fit WHERE shop_id = $1) - $2`,
    [shopId, cards],
  );
}

/** The number of the newest fit and as of when it is; null: there is none. */
export async function findLatestFit(
  db: Queryable,
  shopId: number,
): Promise<{ fitId: number; asOf: number } | null> {
  const { rows } = await db.query<{ fitId: number; asOf: number }>(
    `SELECT fit_id AS "fitId", as_of AS "asOf" FROM prediction_fit
     WHERE shop_id = $1 AND model IS NOT NULL ORDER BY fit_id DESC LIMIT 1`,
    [shopId],
  );
  return rows[0] ?? null;
}

export async function loadFittedModel(
  db: Queryable,
  shopId: number,
  fitId: number,
): Promise<PredictionModel | null> {
  const { rows } = await db.query<{ model: PredictionModel | null }>(
    "SELECT model FROM prediction_fit WHERE shop_id = $1 AND fit_id = $2",
    [shopId, fitId],
  );
  return rows[0]?.model ?? null;
}
