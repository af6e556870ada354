import type { RfmChange } from "../pipeline/score/rfm-history.ts";
import type { RfmCell, RfmTransition } from "./insights/insight-values.ts";
import type { Queryable } from "./transaction.ts";

/** Rows of one statement. */
const BATCH = 5000;

/** Puts changes in the place of all those from a day on. */
export async function replaceRfmChanges(
  db: Queryable,
  shopId: number,
  told: { fromDay: number; changes: RfmChange[] },
): Promise<void> {
  await db.query("DELETE FROM rfm_change WHERE shop_id = $1 AND day >= $2", [shopId, told.fromDay]);
  for (let at = 0; at < told.changes.length; at += BATCH) {
    const batch = told.changes.slice(at, at + BATCH);
    await db.query(
      `INSERT INTO rfm_change (shop_id, profile_id, day, from_group, to_group)
       SELECT $1, * FROM unnest($2::bigint[], $3::int[], $4::text[], $5::text[])`,
      [
        shopId,
        batch.map((row) => row.profileId),
        batch.map((row) => row.day),
        batch.map((row) => row.from),
        batch.map((row) => row.to),
      ],
    );
  }
}

/** Forgets what lies before a day, but for each customer's last change up to it: where they stood then. */
export async function trimRfmChanges(
  db: Queryable,
  shopId: number,
  firstDay: number,
): Promise<void> {
  await db.query(
    `DELETE FROM rfm_change old WHERE shop_id = $1 AND day < $2 AND EXISTS (
       SELECT FROM rfm_change later WHERE later.shop_id = $1 AND later.profile_id = old.profile_id
         AND later.day > old.day AND later.day <= $2)`,
    [shopId, firstDay],
  );
  await db.query("DELETE FROM rfm_change WHERE shop_id = $1 AND day <= $2 AND to_group IS NULL", [
    shopId,
    firstDay,
  ]);
}

/**
 * Who went from which group to which between two UTC midnights, given by the days they begin, counted from 1970.
 * Of the year that is kept any two may be asked, in either order. Who was in no group at both is left out. A midnight
 * that is not told yet stands as the last one that is.
 */
export async function countRfmTransitions(
  db: Queryable,
  shopId: number,
  { fromDay, toDay }: { fromDay: number; toDay: number },
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

/** How many customers have which classes now, frequency and money as one (see meanClass). */
export async function countRfmCells(db: Queryable, shopId: number): Promise<RfmCell[]> {
  const { rows } = await db.query<RfmCell>(
    `SELECT recency::int, (frequency + monetary) / 2 AS "frequencyAndMoney", rfm_group AS "group",
       count(*) AS customers
     FROM profile WHERE shop_id = $1 AND customer_id IS NOT NULL AND rfm_group IS NOT NULL
     GROUP BY 1, 2, 3 ORDER BY 1, 2`,
    [shopId],
  );
  return rows;
}
