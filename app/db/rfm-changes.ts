import type { RfmChange } from "../pipeline/score/rfm-history.ts";
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
