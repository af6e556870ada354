import type { TagMode } from "./shop.ts";
import type { Queryable } from "./transaction.ts";

/** What a merchant orders for all tags of a shop at once. */

/** Rows are locked in the order of their customers, as by everybody who takes several. */
const updateInOrder = (changes: string, where: string): string =>
  `WITH locked AS (
     SELECT customer_id AS id FROM tag_state WHERE shop_id = $1 AND ${where}
     ORDER BY customer_id FOR UPDATE)
   UPDATE tag_state SET ${changes} FROM locked WHERE shop_id = $1 AND customer_id = locked.id`;

/** The mode and both kinds of prefixes, locked until the transaction ends. */
export async function lockTagSettings(
  db: Queryable,
  shopId: number,
): Promise<{ mode: TagMode; prefix: string; formerPrefixes: string[] }> {
  const { rows } = await db.query<{ mode: TagMode; prefix: string; formerPrefixes: string[] }>(
    `SELECT tag_mode AS mode, tag_prefix AS prefix, former_prefixes AS "formerPrefixes"
     FROM shop WHERE shop_id = $1 FOR UPDATE`,
    [shopId],
  );
  const [row] = rows;
  if (!row) throw new Error(`There is no shop ${shopId}`);
  return row;
}

export async function saveTagMode(
  db: Queryable,
  shopId: number,
  { mode, toClean, now }: { mode: TagMode; toClean: number | null; now: number },
): Promise<void> {
  await db.query(
    "UPDATE shop SET tag_mode = $2, tag_mode_at = $3, tags_to_clean = $4 WHERE shop_id = $1",
    [shopId, mode, new Date(now), toClean],
  );
  await db.query("UPDATE tag_turn SET turn_at = NULL WHERE shop_id = $1", [shopId]);
  // What an operation still writes is stopped at once.
  await db.query("UPDATE tag_load SET poll_at = $2 WHERE shop_id = $1", [shopId, new Date(now)]);
}

/** Makes everybody due whose tags stand other than they should. */
export async function makeTagsDue(db: Queryable, shopId: number, now: number): Promise<void> {
  await db.query(
    updateInOrder(
      "write_at = $2, revision = revision + 1",
      "write_at IS NULL AND desired <> written",
    ),
    [shopId, new Date(now)],
  );
}

/** Makes everybody due, to be read first, who carries a tag of ours or may. @returns how many */
export async function makeCarriersDue(db: Queryable, shopId: number, now: number): Promise<number> {
  const { rowCount } = await db.query(
    updateInOrder(
      "needs_check = true, write_at = $2, retry_at = NULL, revision = revision + 1",
      "(desired <> '{}' OR written <> '{}' OR contested <> '{}' OR needs_check OR in_doubt)",
    ),
    [shopId, new Date(now)],
  );
  return rowCount ?? 0;
}

/** Ends a cleaning of which nothing is left to do. */
export async function endCleaning(db: Queryable, shopId: number, now: number): Promise<void> {
  await db.query(
    `UPDATE shop SET tag_mode = 'cleaned', tag_mode_at = $2 WHERE shop_id = $1 AND tag_mode = 'cleaning'
       AND NOT EXISTS (SELECT FROM tag_state WHERE tag_state.shop_id = $1 AND write_at IS NOT NULL)`,
    [shopId, new Date(now)],
  );
}

/**
 * Puts another prefix before what customers should carry. The scoring that follows says the same; but those
 * who are scored no more would keep the old one.
 */
export async function replacePrefix(
  db: Queryable,
  shopId: number,
  change: { from: string; to: string; formerPrefixes: string[]; maxLength: number; now: number },
): Promise<void> {
  await db.query("UPDATE shop SET tag_prefix = $2, former_prefixes = $3 WHERE shop_id = $1", [
    shopId,
    change.to,
    change.formerPrefixes,
  ]);
  await db.query(
    updateInOrder(
      `write_at = $5, revision = revision + 1, contested = '{}',
       desired = ARRAY(SELECT tag COLLATE "C" FROM (
         SELECT left(CASE WHEN starts_with(lower(old), lower($2)) THEN $3 || substr(old, char_length($2) + 1)
                ELSE old END, $4) AS tag FROM unnest(desired) AS old) AS renamed ORDER BY 1)`,
      "desired <> '{}'",
    ),
    [shopId, change.from, change.to, change.maxLength, new Date(change.now)],
  );
}

/**
 * Forgets the former prefixes of which no tag is left: none that stands, none that is wanted, and nobody of whom
 * it is uncertain. What begins with the shop's own prefix is its own, also where a former one is its beginning.
 */
export async function dropGonePrefixes(db: Queryable, shopId: number): Promise<void> {
  await db.query(
    `UPDATE shop SET former_prefixes = ARRAY(
       SELECT former FROM unnest(former_prefixes) AS former WHERE EXISTS (
         SELECT FROM tag_state WHERE tag_state.shop_id = $1 AND (needs_check OR in_doubt OR EXISTS (
           SELECT FROM unnest(written || desired) AS tag WHERE starts_with(lower(tag), lower(former))
             AND NOT starts_with(lower(tag), lower(tag_prefix))))))
     WHERE shop_id = $1 AND cardinality(former_prefixes) > 0`,
    [shopId],
  );
}

/**
 * Lets the writer try again at once what failed, and repair again what is contested.
 * @param customerId null: of all customers
 */
export async function retryFailedTags(
  db: Queryable,
  shopId: number,
  { customerId, now }: { customerId: string | null; now: number },
): Promise<number> {
  const { rowCount } = await db.query(
    updateInOrder(
      `write_at = $2, retry_at = NULL, attempts = 0, needs_check = true, contested = '{}',
       repairs_from = CASE WHEN contested <> '{}' THEN $2::timestamptz ELSE repairs_from END,
       revision = revision + 1`,
      "(failure IS NOT NULL OR contested <> '{}') AND ($3::text IS NULL OR customer_id = $3)",
    ),
    [shopId, new Date(now), customerId],
  );
  await db.query("UPDATE tag_turn SET turn_at = NULL WHERE shop_id = $1", [shopId]);
  return rowCount ?? 0;
}
