import { loadMetafieldSetting, type MetafieldSetting } from "../db/metafield-settings.ts";
import type { Queryable } from "../db/transaction.ts";

/** How far a shop's metafields are. */
export interface MetafieldStatus extends MetafieldSetting {
  /** Customers whose fields stand as they should. */
  told: number;
  /** Customers who are still to be written. */
  waiting: number;
  /** Customers whom Shopify refused, and why one was. */
  refused: number;
  refusal: string | null;
}

export async function readMetafieldStatus(db: Queryable, shopId: number): Promise<MetafieldStatus> {
  const setting = await loadMetafieldSetting(db, shopId);
  const { rows } = await db.query<Omit<MetafieldStatus, keyof MetafieldSetting>>(
    `SELECT count(*) FILTER (WHERE write_at IS NULL AND last_error IS NULL)::int AS told,
       count(*) FILTER (WHERE write_at IS NOT NULL)::int AS waiting,
       count(*) FILTER (WHERE write_at IS NULL AND last_error IS NOT NULL)::int AS refused,
       max(last_error) FILTER (WHERE write_at IS NULL) AS refusal
     FROM metafield_state WHERE shop_id = $1`,
    [shopId],
  );
  return { ...setting, ...(rows[0] ?? { told: 0, waiting: 0, refused: 0, refusal: null }) };
}
