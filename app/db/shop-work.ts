import { acrossShops } from "./shop-scope.ts";
import type { Queryable } from "./transaction.ts";

/** Says that some profile of the shop is due at an instant, or earlier than was known. */
export async function announceDue(db: Queryable, shopId: number, at: number): Promise<void> {
  await db.query("UPDATE shop_work SET due_at = LEAST(due_at, $2) WHERE shop_id = $1", [
    shopId,
    new Date(at),
  ]);
}

/**
 * Sets the shop's due-time to that of its next profile, or to `latest` if that is sooner. The row is
 * locked before the profiles are read: a statement that did both would read them as they were before
 * it waited for the lock, and miss what the other transaction announced.
 */
export async function settleDue(db: Queryable, shopId: number, latest: number): Promise<void> {
  await db.query("SELECT FROM shop_work WHERE shop_id = $1 FOR UPDATE", [shopId]);
  await db.query(
    `UPDATE shop_work SET due_at = LEAST((SELECT min(due_at) FROM profile WHERE shop_id = $1), $2)
     WHERE shop_id = $1`,
    [shopId, new Date(latest)],
  );
}

/**
 * The installed shops with something due, the one that waits longest first. Those in which everybody is due are found by their
 * ranges, whatever the shop's due-time says: older code sets that by profiles alone.
 */
export async function findDueShops(
  db: Queryable,
  query: { now: number; limit: number; except: number[] },
): Promise<number[]> {
  const { rows } = await acrossShops(db).query<{ shopId: number }>(
    `WITH by_profile AS (
       SELECT shop_id, due_at FROM shop_work JOIN shop USING (shop_id)
       WHERE due_at <= $1 AND status = 'installed' AND shop_id <> ALL($3::int[])
       ORDER BY due_at LIMIT $2),
     by_range AS (
       SELECT shop_id, due_at FROM due_range JOIN shop USING (shop_id)
       WHERE due_at <= $1 AND status = 'installed' AND shop_id <> ALL($3::int[])
       ORDER BY due_at LIMIT $2)
     SELECT shop_id AS "shopId" FROM (SELECT * FROM by_profile UNION ALL SELECT * FROM by_range) AS due
     GROUP BY shop_id ORDER BY min(due_at) LIMIT $2`,
    [new Date(query.now), query.limit, query.except],
  );
  return rows.map((row) => row.shopId);
}
