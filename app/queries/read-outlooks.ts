import { getPool } from "../db/pool.server.ts";
import type { Queryable } from "../db/transaction.ts";
import type { CustomerOutlook } from "../pipeline/predict/shop/outlook.ts";
import type { VisitOutlook } from "../pipeline/predict/visits/visit-outlook.ts";

/** What is expected of somebody, as of their last scoring. */
export interface Outlooks {
  /** null: nothing was fitted yet, or they never ordered. */
  outlook: CustomerOutlook | null;
  /** null: nothing was fitted yet, or they were not seen lately. */
  visit: VisitOutlook | null;
}

export async function readOutlooks(
  { shopId, profileId }: { shopId: number; profileId: number },
  db: Queryable = getPool(),
): Promise<Outlooks> {
  const { rows } = await db.query<Outlooks>(
    "SELECT outlook, visit_outlook AS visit FROM profile WHERE shop_id = $1 AND profile_id = $2",
    [shopId, profileId],
  );
  return rows[0] ?? { outlook: null, visit: null };
}
