import { acrossShops } from "./shop-scope.ts";
import type { Queryable } from "./transaction.ts";

// What a database that came out of a backup says of Shopify is old: what is wanted of a customer may be just what is noted as
// written, while something newer stands there.

export async function listShops(db: Queryable): Promise<number[]> {
  const { rows } = await acrossShops(db).query<{ shopId: number }>(
    `SELECT shop_id AS "shopId" FROM shop ORDER BY shop_id`,
  );
  return rows.map((row) => row.shopId);
}

/**
 * Has all customers read before their tags are written, also those of whom no tag is known: one may have been put up since.
 * @returns how many there are
 */
export async function distrustTags(db: Queryable, shopId: number, now: number): Promise<number> {
  const { rowCount } = await db.query(
    `WITH locked AS (
       SELECT customer_id AS id FROM tag_state WHERE shop_id = $1 ORDER BY customer_id FOR UPDATE)
     UPDATE tag_state SET needs_check = true, write_at = $2, retry_at = NULL, revision = revision + 1
     FROM locked WHERE shop_id = $1 AND customer_id = locked.id`,
    [shopId, new Date(now)],
  );
  return rowCount ?? 0;
}

/** Has all fields of all customers written once more. @returns how many customers there are */
export async function distrustFields(db: Queryable, shopId: number, now: number): Promise<number> {
  const { rowCount } = await db.query(
    `WITH locked AS (
       SELECT customer_id AS id FROM metafield_state WHERE shop_id = $1 ORDER BY customer_id FOR UPDATE)
     UPDATE metafield_state SET in_doubt = true, write_at = $2, attempts = 0
     FROM locked WHERE shop_id = $1 AND customer_id = locked.id`,
    [shopId, new Date(now)],
  );
  return rowCount ?? 0;
}

/**
 * Goes on numbering announcements beyond all that were told since. Klaviyo knows each by its number: a new one under a number that
 * it has would be taken for the old one, and dropped.
 */
export async function skipAnnouncementNumbers(db: Queryable, count: number): Promise<void> {
  const sequence = "pg_get_serial_sequence('announcement', 'announcement_id')";
  await db.query(`SELECT setval(${sequence}, nextval(${sequence}) + $1)`, [count]);
}
