import { acrossShops } from "./shop-scope.ts";
import type { Queryable } from "./transaction.ts";

// The tags of others that conditions of a shop name: of no other tag is anything kept.

/**
 * Makes these the shop's watched tags: who carries a new one is read from Shopify at once, and what was kept of one
 * that nothing names any more is forgotten.
 */
export async function setWatchedTags(
  db: Queryable,
  shopId: number,
  watched: { tags: readonly string[]; now: number },
): Promise<void> {
  for (const table of ["watched_tag", "customer_tag"]) {
    await db.query(`DELETE FROM ${table} WHERE shop_id = $1 AND tag <> ALL($2::text[])`, [
      shopId,
      watched.tags,
    ]);
  }
  await db.query(
    `INSERT INTO watched_tag (shop_id, tag, read_due_at)
     SELECT $1, tag, $3 FROM unnest($2::text[]) AS named(tag) ON CONFLICT DO NOTHING`,
    [shopId, watched.tags, new Date(watched.now)],
  );
}

export async function findShopsToReadTags(
  db: Queryable,
  due: { now: number; limit: number; except: number[] },
): Promise<number[]> {
  const { rows } = await acrossShops(db).query<{ shopId: number }>(
    `SELECT shop_id AS "shopId" FROM watched_tag JOIN shop USING (shop_id)
     WHERE read_due_at <= $1 AND status = 'installed' AND shop_id <> ALL($3::int[])
     GROUP BY shop_id ORDER BY min(read_due_at), shop_id LIMIT $2`,
    [new Date(due.now), due.limit, due.except],
  );
  return rows.map((row) => row.shopId);
}

export interface DueTag {
  tag: string;
  cursor: string | null;
  /** null: it is read for the first time. */
  readAt: number | null;
}

export async function findDueTag(
  db: Queryable,
  shopId: number,
  now: number,
): Promise<DueTag | null> {
  const { rows } = await db.query<DueTag>(
    `SELECT tag, cursor, read_at AS "readAt" FROM watched_tag WHERE shop_id = $1 AND read_due_at <= $2
     ORDER BY read_due_at, tag LIMIT 1`,
    [shopId, new Date(now)],
  );
  return rows[0] ?? null;
}

/** Notes how far the customers of a tag are read, in one transaction with what was read. */
export async function advanceTagRead(
  db: Queryable,
  shopId: number,
  read: { tag: string; cursor: string | null; readAt: number | null; dueAt: number | null },
): Promise<void> {
  await db.query(
    `UPDATE watched_tag SET cursor = $3, read_at = $4, read_due_at = $5 WHERE shop_id = $1 AND tag = $2`,
    [
      shopId,
      read.tag,
      read.cursor,
      read.readAt === null ? null : new Date(read.readAt),
      read.dueAt === null ? null : new Date(read.dueAt),
    ],
  );
}
