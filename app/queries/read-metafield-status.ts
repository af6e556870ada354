import { loadMetafieldSetting, type MetafieldSetting } from "../db/metafield-settings.ts";
import type { Queryable } from "../db/transaction.ts";
import { countUpTo } from "./count-up-to.ts";

/** How far a shop's metafields are. Counts end at MOST_COUNTED. */
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
  // Counted up to a bound: a page must not wait for a walk through all customers.
  const { rows } = await db.query<Omit<MetafieldStatus, keyof MetafieldSetting>>(
    `SELECT ${countUpTo("metafield_state WHERE shop_id = $1 AND write_at IS NULL AND last_error IS NULL")} AS told,
       ${countUpTo("metafield_state WHERE shop_id = $1 AND write_at IS NOT NULL")} AS waiting,
       ${countUpTo("metafield_state WHERE shop_id = $1 AND write_at IS NULL AND last_error IS NOT NULL")} AS refused,
       (SELECT last_error FROM metafield_state
        WHERE shop_id = $1 AND write_at IS NULL AND last_error IS NOT NULL LIMIT 1) AS refusal`,
    [shopId],
  );
  return { ...setting, ...(rows[0] ?? { told: 0, waiting: 0, refused: 0, refusal: null }) };
}
