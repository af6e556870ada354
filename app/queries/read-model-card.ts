import { getPool } from "../db/pool.server.ts";
import type { Queryable } from "../db/transaction.ts";
import type { ModelCard } from "../pipeline/predict/shop/model-card.ts";

/** The newest model card of a shop, and what its fit took. */
export interface FittedCard {
  card: ModelCard;
  fittedAt: number;
  seconds: number;
  peakBytes: number;
}

/** null: nothing was fitted yet. */
export async function readModelCard(
  shopId: number,
  db: Queryable = getPool(),
): Promise<FittedCard | null> {
  const { rows } = await db.query<FittedCard>(
    `SELECT card, fitted_at AS "fittedAt", seconds, peak_bytes AS "peakBytes" FROM prediction_fit
     WHERE shop_id = $1 ORDER BY fit_id DESC LIMIT 1`,
    [shopId],
  );
  return rows[0] ?? null;
}
