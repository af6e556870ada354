import { getPool } from "../db/pool.server.ts";
import type { Queryable } from "../db/transaction.ts";
import type { RfmGroup } from "../pipeline/score/rfm-groups.ts";

/** Customers who were in one group at the first midnight and in the other at the second. Null: in none. */
export interface RfmTransition {
  from: RfmGroup | null;
  to: RfmGroup | null;
  customers: number;
}

/**
 * Who went from which group to which between two UTC midnights, given by the days they begin, counted from 1970.
 * Of the year that is kept any two may be asked, in either order. Who was in no group at both is left out. A midnight
 * that is not told yet stands as the last one that is.
 */
export async function readRfmTransitions(
  { shopId, fromDay, toDay }: { shopId: number; fromDay: number; toDay: number },
  db: Queryable = getPool(),
): Promise<RfmTransition[]> {
  const at = (day: string): string =>
    `(SELECT DISTINCT ON (profile_id) profile_id, to_group AS standing FROM rfm_change
      WHERE shop_id = $1 AND day <= ${day} ORDER BY profile_id, day DESC)`;
  const { rows } = await db.query<RfmTransition>(
    `SELECT before.standing AS "from", after.standing AS "to", count(*) AS customers
     FROM ${at("$2")} AS before FULL JOIN ${at("$3")} AS after USING (profile_id)
     WHERE before.standing IS NOT NULL OR after.standing IS NOT NULL
     GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2`,
    [shopId, fromDay, toDay],
  );
  return rows;
}
