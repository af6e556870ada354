import type { Queryable } from "./transaction.ts";

/** What should stand on a customer in Shopify. Lists travel as JSON: unnest flattens arrays of arrays. */
export interface DesiredTags {
  customerId: string;
  desired: string[];
}

/** Sets what customers should carry; where that differs from what stands there, the writer is due. */
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
     FROM (SELECT customer_id, ARRAY(SELECT jsonb_array_elements_text(tags::jsonb)) AS desired
           FROM unnest($2::text[], $3::text[]) AS wanted(customer_id, tags)) AS wanted
     ON CONFLICT (shop_id, customer_id) DO UPDATE SET desired = excluded.desired,
       write_at = CASE WHEN excluded.desired <> tag_state.written OR tag_state.needs_check THEN $4::timestamptz END
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
 * Notes the tags of ours that a customer was seen to carry when its history was read. None seen is
 * news only of a customer who is known: a merchant may have removed them while the app was away.
 */
export async function saveSeenTags(
  db: Queryable,
  shopId: number,
  rows: { customerId: string; tags: string[] }[],
  now: number,
): Promise<void> {
  await db.query(
    `UPDATE tag_state SET written = '{}', write_at = CASE WHEN desired <> '{}' THEN $3::timestamptz END
     WHERE shop_id = $1 AND customer_id = ANY($2::text[]) AND written <> '{}'`,
    [shopId, rows.flatMap((row) => (row.tags.length === 0 ? row.customerId : [])), new Date(now)],
  );
  const carrying = rows.filter((row) => row.tags.length > 0);
  if (carrying.length === 0) return;
  await db.query(
    `INSERT INTO tag_state (shop_id, customer_id, desired, written, write_at)
     SELECT $1, customer_id, '{}', ARRAY(SELECT jsonb_array_elements_text(tags::jsonb)), $4
     FROM unnest($2::text[], $3::text[]) AS seen(customer_id, tags)
     ON CONFLICT (shop_id, customer_id) DO UPDATE SET written = excluded.written,
       write_at = CASE WHEN tag_state.desired <> excluded.written THEN $4::timestamptz END`,
    [
      shopId,
      carrying.map((row) => row.customerId),
      carrying.map((row) => JSON.stringify(row.tags)),
      new Date(now),
    ],
  );
}

export interface TagState {
  customerId: string;
  desired: string[];
  written: string[];
  needsCheck: boolean;
  attempts: number;
  /** null: nothing to write. */
  writeAt: number | null;
}

const COLUMNS = `customer_id AS "customerId", desired, written, needs_check AS "needsCheck", attempts,
  write_at AS "writeAt"`;

export async function findTagStates(
  db: Queryable,
  shopId: number,
  customerIds: string[],
): Promise<TagState[]> {
  const { rows } = await db.query<TagState>(
    `SELECT ${COLUMNS} FROM tag_state WHERE shop_id = $1 AND customer_id = ANY($2::text[])`,
    [shopId, customerIds],
  );
  return rows;
}

export async function loadDueTagStates(
  db: Queryable,
  shopId: number,
  due: { now: number; limit: number },
): Promise<TagState[]> {
  const { rows } = await db.query<TagState>(
    `SELECT ${COLUMNS} FROM tag_state WHERE shop_id = $1 AND write_at <= $2 ORDER BY write_at LIMIT $3`,
    [shopId, new Date(due.now), due.limit],
  );
  return rows;
}

/** Somebody else touched one of our tags on these customers: the writer reads them before it writes. */
export async function requestTagCheck(
  db: Queryable,
  shopId: number,
  customerIds: string[],
  now: number,
): Promise<void> {
  if (customerIds.length === 0) return;
  await db.query(
    `UPDATE tag_state SET needs_check = true, write_at = $3 WHERE shop_id = $1 AND customer_id = ANY($2::text[])`,
    [shopId, customerIds, new Date(now)],
  );
}

/**
 * Says, before a request that changes tags leaves, that what stands on these customers is uncertain
 * from now on. Only a noted answer ends it: after a crash or a lost answer the tags are read first.
 */
export async function markInDoubt(
  db: Queryable,
  shopId: number,
  customerIds: string[],
  now: number,
): Promise<void> {
  if (customerIds.length === 0) return;
  // Due also where the wish was taken back meanwhile: after a crash nothing else would look again.
  await db.query(
    `UPDATE tag_state SET needs_check = true, write_at = COALESCE(write_at, $3)
     WHERE shop_id = $1 AND customer_id = ANY($2::text[])`,
    [shopId, customerIds, new Date(now)],
  );
}

/**
 * Notes what now stands on a customer, and writes the log. What became desired or doubtful since the
 * state was loaded (its `writeAt` moved) stays due. The two go in one statement: a write is never
 * without its line in the log, and a customer who was erased meanwhile gets neither.
 */
export async function recordTagWrite(
  db: Queryable,
  shopId: number,
  write: {
    customerId: string;
    /** Of the state when it was loaded. */
    writeAt: number | null;
    written: string[];
    added: string[];
    removed: string[];
    now: number;
  },
): Promise<void> {
  await db.query(
    `WITH noted AS (
       UPDATE tag_state SET written = $3, needs_check = write_at IS DISTINCT FROM $7, attempts = 0,
         last_error = NULL,
         write_at = CASE WHEN desired <> $3 OR write_at IS DISTINCT FROM $7 THEN $6::timestamptz END
       WHERE shop_id = $1 AND customer_id = $2 RETURNING customer_id)
     INSERT INTO tag_write (shop_id, customer_id, added, removed, written_at)
     SELECT $1, customer_id, $4, $5, $6 FROM noted
     WHERE cardinality($4::text[]) + cardinality($5::text[]) > 0`,
    [
      shopId,
      write.customerId,
      write.written,
      write.added,
      write.removed,
      new Date(write.now),
      write.writeAt === null ? null : new Date(write.writeAt),
    ],
  );
}

/** Notes a write that failed and is tried again. */
export async function recordTagFailure(
  db: Queryable,
  shopId: number,
  failure: { customerIds: string[]; error: string; retryAt: number },
): Promise<void> {
  await db.query(
    `UPDATE tag_state SET attempts = attempts + 1, last_error = $3, write_at = $4
     WHERE shop_id = $1 AND customer_id = ANY($2::text[])`,
    [shopId, failure.customerIds, failure.error, new Date(failure.retryAt)],
  );
}

/** Notes a refused write: it is not tried again until something about the customer changes. */
export async function recordTagRefusal(
  db: Queryable,
  shopId: number,
  refusal: { customerId: string; writeAt: number | null; error: string },
): Promise<void> {
  await db.query(
    `UPDATE tag_state SET attempts = attempts + 1, last_error = $3, write_at = NULLIF(write_at, $4)
     WHERE shop_id = $1 AND customer_id = $2`,
    [
      shopId,
      refusal.customerId,
      refusal.error,
      refusal.writeAt === null ? null : new Date(refusal.writeAt),
    ],
  );
}

/** The ready, installed shops with tags to write, by one probe a shop. */
export async function findShopsWithTagsToWrite(db: Queryable, now: number): Promise<number[]> {
  const { rows } = await db.query<{ shopId: number }>(
    `SELECT shop_id AS "shopId" FROM shop WHERE status = 'installed' AND ready_at IS NOT NULL
       AND EXISTS (SELECT FROM tag_state WHERE tag_state.shop_id = shop.shop_id AND write_at <= $1)
     ORDER BY shop_id`,
    [new Date(now)],
  );
  return rows.map((row) => row.shopId);
}
