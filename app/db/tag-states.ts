import { acrossShops } from "./shop-scope.ts";
import type { Queryable } from "./transaction.ts";
import { IS_UNDER_WAY } from "./under-way.ts";

/** What should stand on a customer in Shopify. Lists travel as JSON: unnest flattens arrays of arrays. */
export interface DesiredTags {
  customerId: string;
  desired: string[];
}

/** A column of JSON lists as arrays of text. */
export const LIST = (column: string): string =>
  `ARRAY(SELECT jsonb_array_elements_text(${column}::jsonb))`;

/** What is known of a customer's change is known: it is no line of a load any more. */
export const OUT_OF_LOAD = "load_line = NULL, load_revision = NULL, load_tags = NULL";

/** Of a row that is to be updated: whether the new wish leaves anything to do. Where not, no failure is left either. */
const IS_DUE =
  "(excluded.desired <> tag_state.written OR tag_state.needs_check OR tag_state.in_doubt)";

/**
 * Sets what customers should carry; where that differs from what stands there, the writer is due. A tag of which the
 * customer's membership changed is contested no longer.
 */
export async function saveDesiredTags(
  db: Queryable,
  shopId: number,
  rows: DesiredTags[],
  now: number,
): Promise<void> {
  if (rows.length === 0) return;
  const sorted = [...rows].sort((a, b) => (a.customerId < b.customerId ? -1 : 1));
  await db.query(
    `INSERT INTO tag_state (shop_id, customer_id, desired, written, write_at)
     SELECT $1, customer_id, desired, '{}', CASE WHEN cardinality(desired) > 0 THEN $4::timestamptz END
     FROM (SELECT customer_id, ${LIST("tags")} AS desired
           FROM unnest($2::text[], $3::text[]) AS wanted(customer_id, tags)) AS wanted
     ON CONFLICT (shop_id, customer_id) DO UPDATE SET desired = excluded.desired,
       revision = tag_state.revision + 1,
       contested = ARRAY(SELECT tag FROM unnest(tag_state.contested) AS tag
                         WHERE (tag = ANY(excluded.desired)) = (tag = ANY(tag_state.desired))),
       write_at = CASE WHEN ${IS_DUE} THEN $4::timestamptz END, retry_at = NULL,
       failure = CASE WHEN ${IS_DUE} THEN tag_state.failure END,
       last_error = CASE WHEN ${IS_DUE} THEN tag_state.last_error END
     WHERE tag_state.desired <> excluded.desired`,
    [
      shopId,
      sorted.map((row) => row.customerId),
      sorted.map((row) => JSON.stringify(row.desired)),
      new Date(now),
    ],
  );
}

/**
 * Notes the tags of ours that a customer was seen to carry when its history was read. What differs from what is
 * known was changed by somebody, or read before our last write: the writer looks for itself. None seen is news only
 * of a customer who is known: a merchant may have removed them while the app was away.
 */
export async function saveSeenTags(
  db: Queryable,
  shopId: number,
  rows: { customerId: string; tags: string[] }[],
  now: number,
): Promise<void> {
  await db.query(
    `INSERT INTO tag_state (shop_id, customer_id, desired, written, write_at)
     SELECT $1, customer_id, '{}', tags, $4::timestamptz
     FROM (SELECT customer_id, ${LIST("tags")} AS tags
           FROM unnest($2::text[], $3::text[]) AS told(customer_id, tags)) AS seen
     WHERE cardinality(tags) > 0 OR EXISTS (SELECT FROM tag_state
       WHERE tag_state.shop_id = $1 AND tag_state.customer_id = seen.customer_id)
     ORDER BY customer_id
     ON CONFLICT (shop_id, customer_id) DO UPDATE SET needs_check = true,
       revision = tag_state.revision + 1, write_at = $4::timestamptz
     WHERE NOT (tag_state.written @> excluded.written AND tag_state.written <@ excluded.written)`,
    [
      shopId,
      rows.map((row) => row.customerId),
      rows.map((row) => JSON.stringify(row.tags)),
      new Date(now),
    ],
  );
}

/**
 * Somebody else touched one of our tags on these customers: the writer reads them before it writes. Also those of
 * whom nothing was known: a tag of ours that was put up by hand must go there too.
 */
export async function requestTagCheck(
  db: Queryable,
  shopId: number,
  customerIds: string[],
  now: number,
): Promise<void> {
  if (customerIds.length === 0) return;
  await db.query(
    `INSERT INTO tag_state (shop_id, customer_id, desired, written, needs_check, write_at)
     SELECT $1, customer_id, '{}', '{}', true, $3::timestamptz
     FROM unnest($2::text[]) AS touched(customer_id)
     ON CONFLICT (shop_id, customer_id) DO UPDATE SET needs_check = true,
       revision = tag_state.revision + 1, write_at = $3::timestamptz`,
    [shopId, [...customerIds].sort(), new Date(now)],
  );
}

export interface TagState {
  customerId: string;
  desired: string[];
  written: string[];
  needsCheck: boolean;
  inDoubt: boolean;
  revision: number;
  contested: string[];
  attempts: number;
  /** Repairs before this count towards no contest; null: all do. */
  repairsFrom: number | null;
}

export const STATE_COLUMNS = `customer_id AS "customerId", desired, written, needs_check AS "needsCheck",
  in_doubt AS "inDoubt", revision, contested, attempts, repairs_from AS "repairsFrom"`;

export async function findTagStates(
  db: Queryable,
  shopId: number,
  customerIds: string[],
): Promise<TagState[]> {
  const { rows } = await db.query<TagState>(
    `SELECT ${STATE_COLUMNS} FROM tag_state WHERE shop_id = $1 AND customer_id = ANY($2::text[])`,
    [shopId, customerIds],
  );
  return rows;
}

/** Those who wait longest first; who was refused comes when nobody else waits. Who is in a load is left to it. */
export async function loadDueTagStates(
  db: Queryable,
  shopId: number,
  due: { now: number; limit: number },
): Promise<TagState[]> {
  const load = async (column: "write_at" | "retry_at", limit: number): Promise<TagState[]> => {
    const { rows } = await db.query<TagState>(
      `SELECT ${STATE_COLUMNS} FROM tag_state WHERE shop_id = $1 AND ${column} <= $2 AND load_line IS NULL
         AND NOT ${IS_UNDER_WAY}
       ORDER BY ${column} LIMIT $3`,
      [shopId, new Date(due.now), limit],
    );
    return rows;
  };
  const waiting = await load("write_at", due.limit);
  if (waiting.length === due.limit) return waiting;
  const known = new Set(waiting.map(({ customerId }) => customerId));
  const again = await load("retry_at", due.limit - waiting.length);
  return [...waiting, ...again.filter(({ customerId }) => !known.has(customerId))];
}

/** A ready, installed shop with tags to write, and when its writer may go. */
export interface WaitingShop {
  shopId: number;
  /** null: at once. */
  turnAt: number | null;
  /** Whether anybody is due besides those in a load. */
  isDue: boolean;
  /** When its load is gone on with; null: there is none. */
  pollAt: number | null;
}

/** By one probe a shop. */
export async function findShopsWithTagsToWrite(db: Queryable, now: number): Promise<WaitingShop[]> {
  // The first by the index. An EXISTS is taken for found at once where many are due, and reads other shops' rows up to there.
  const isDue = (column: string): string =>
    `COALESCE((SELECT true FROM tag_state WHERE tag_state.shop_id = shop.shop_id AND ${column} <= $1
       AND load_line IS NULL AND NOT ${IS_UNDER_WAY} ORDER BY ${column} LIMIT 1), false)`;
  const { rows } = await acrossShops(db).query<WaitingShop>(
    `SELECT * FROM (
       SELECT shop_id AS "shopId", turn_at AS "turnAt", poll_at AS "pollAt",
         tag_mode IN ('writing', 'cleaning') AND (${isDue("write_at")} OR ${isDue("retry_at")}) AS "isDue"
       FROM shop LEFT JOIN tag_turn USING (shop_id) LEFT JOIN tag_load USING (shop_id)
       WHERE status = 'installed' AND ready_at IS NOT NULL) AS shop
     WHERE "isDue" OR "pollAt" IS NOT NULL
     ORDER BY "turnAt" NULLS FIRST, "shopId"`,
    [new Date(now)],
  );
  return rows;
}
