import type { TagMode } from "./shop.ts";
import { LIST, OUT_OF_LOAD } from "./tag-states.ts";
import type { Queryable } from "./transaction.ts";

/**
 * Says, before a request that changes tags leaves, that what stands on these customers is uncertain
 * from now on. Only a noted answer ends it: after a crash or a lost answer the tags are read first.
 * @returns false where tags are not written in the given mode any more: the request must not leave
 */
export async function markInDoubt(
  db: Queryable,
  shopId: number,
  { customerIds, mode, now }: { customerIds: string[]; mode: TagMode; now: number },
): Promise<boolean> {
  // Due also where the wish was taken back meanwhile: after a crash nothing else would look again.
  const { rows } = await db.query<{ isStill: boolean }>(
    `WITH shop_now AS (
       SELECT tag_mode = $3 AND status = 'installed' AS is_still FROM shop WHERE shop_id = $1),
     locked AS (
       SELECT customer_id AS id FROM tag_state, shop_now
       WHERE shop_id = $1 AND customer_id = ANY($2::text[]) AND is_still
       ORDER BY customer_id FOR UPDATE OF tag_state),
     marked AS (
       UPDATE tag_state SET in_doubt = true, write_at = COALESCE(write_at, $4), sent_at = clock_timestamp()
       FROM locked WHERE shop_id = $1 AND customer_id = locked.id)
     SELECT is_still AS "isStill" FROM shop_now`,
    [shopId, customerIds, mode, new Date(now)],
  );
  return rows[0]?.isStill === true;
}

export type WriteCause = "segments" | "prefix" | "cleaning";

/** What Shopify took of one customer's changes, or refused. */
export interface NotedWrite {
  customerId: string;
  /** Of the state when it was loaded. */
  revision: number;
  /** What stands there now. */
  written: string[];
  added: string[];
  removed: string[];
  repaired: string[];
  contested: string[];
  /** null: all went well. */
  refusal: { kind: string; reason: string; retryAt: number } | null;
}

/**
 * Notes what now stands on customers, and writes the log. What became desired or doubtful since a
 * state was loaded (its revision grew) stays due. It is one statement: a write is never
 * without its line in the log, and a customer who was erased meanwhile gets neither.
 */
export async function noteTagWrites(
  db: Queryable,
  shopId: number,
  { writes, cause, now }: { writes: NotedWrite[]; cause: WriteCause; now: number },
): Promise<void> {
  if (writes.length === 0) return;
  const lists = (read: (write: NotedWrite) => string[]): string[] =>
    writes.map((write) => JSON.stringify(read(write)));
  await db.query(
    `WITH told AS (
       SELECT customer_id, loaded, ${LIST("written")} AS written, ${LIST("added")} AS added,
         ${LIST("removed")} AS removed, ${LIST("repaired")} AS repaired,
         ${LIST("contested")} AS contested, failure, error, retry_at
       FROM unnest($2::text[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
         $9::text[], $10::text[], $11::timestamptz[]) AS told(customer_id, loaded, written, added,
         removed, repaired, contested, failure, error, retry_at)),
     locked AS (
       SELECT customer_id AS id FROM tag_state WHERE shop_id = $1 AND customer_id = ANY($2::text[])
       ORDER BY customer_id FOR UPDATE),
     noted AS (
       UPDATE tag_state SET written = told.written, in_doubt = false, sent_at = NULL,
         -- What was told meanwhile was held against a state that this write overtakes: the next one looks first.
         needs_check = revision <> loaded,
         -- What was contested when the state was loaded and is so no more was dropped by a change of membership.
         contested = CASE WHEN revision = loaded THEN told.contested ELSE tag_state.contested END,
         attempts = CASE WHEN told.failure IS NULL THEN 0 ELSE attempts + 1 END,
         failure = told.failure, last_error = told.error, retry_at = told.retry_at,
         write_at = CASE WHEN revision <> loaded THEN $12::timestamptz END, ${OUT_OF_LOAD}
       FROM told JOIN locked ON told.customer_id = locked.id
       WHERE tag_state.shop_id = $1 AND tag_state.customer_id = locked.id
       RETURNING told.customer_id, added, removed, repaired)
     INSERT INTO tag_write (shop_id, customer_id, added, removed, repaired, cause, written_at)
     SELECT $1, customer_id, added, removed, repaired, $13, $12 FROM noted
     WHERE cardinality(added) + cardinality(removed) > 0`,
    [
      shopId,
      writes.map((write) => write.customerId),
      writes.map((write) => write.revision),
      lists((write) => write.written),
      lists((write) => write.added),
      lists((write) => write.removed),
      lists((write) => write.repaired),
      lists((write) => write.contested),
      writes.map((write) => write.refusal?.kind ?? null),
      writes.map((write) => write.refusal?.reason ?? null),
      writes.map((write) => (write.refusal === null ? null : new Date(write.refusal.retryAt))),
      new Date(now),
      cause,
    ],
  );
}

interface NotedFailure {
  customerId: string;
  kind: string;
  reason: string;
  retryAt: number;
}

/** Notes customers whose write failed and is tried again. */
export async function noteTagFailures(
  db: Queryable,
  shopId: number,
  failures: NotedFailure[],
): Promise<void> {
  if (failures.length === 0) return;
  await db.query(
    `UPDATE tag_state SET attempts = attempts + 1, failure = told.kind, last_error = told.reason,
       write_at = told.retry_at, retry_at = NULL, sent_at = NULL, ${OUT_OF_LOAD}
     FROM unnest($2::text[], $3::text[], $4::text[], $5::timestamptz[]) AS told(customer_id, kind, reason, retry_at)
     WHERE tag_state.shop_id = $1 AND tag_state.customer_id = told.customer_id`,
    [
      shopId,
      failures.map((row) => row.customerId),
      failures.map((row) => row.kind),
      failures.map((row) => row.reason),
      failures.map((row) => new Date(row.retryAt)),
    ],
  );
}

export interface Repair {
  customerId: string;
  tags: string[];
  at: number;
}

/** What was put right on customers since an instant. */
export async function findRepairsSince(
  db: Queryable,
  shopId: number,
  { customerIds, since }: { customerIds: string[]; since: number },
): Promise<Repair[]> {
  if (customerIds.length === 0) return [];
  const { rows } = await db.query<Repair>(
    `SELECT customer_id AS "customerId", repaired AS tags, written_at AS at FROM tag_write
     WHERE shop_id = $1 AND customer_id = ANY($2::text[]) AND written_at > $3 AND cardinality(repaired) > 0`,
    [shopId, customerIds, new Date(since)],
  );
  return rows;
}
