import { getPool } from "../db/pool.server.ts";
import type { Queryable } from "../db/transaction.ts";
import type { CustomerOutlook } from "../pipeline/predict/shop/outlook.ts";

/** What is expected of a customer, as of their last scoring; null: nothing was fitted yet, or they never ordered. */
export async function readOutlook(
  { shopId, profileId }: { shopId: number; profileId: number },
  db: Queryable = getPool(),
): Promise<CustomerOutlook | null> {
  const { rows } = await db.query<{ outlook: CustomerOutlook | null }>(
    "SELECT outlook FROM profile WHERE shop_id = $1 AND profile_id = $2",
    [shopId, profileId],
  );
  return rows[0]?.outlook ?? null;
}
