import type { FieldValues } from "../pipeline/activate/score-fields.ts";
import { acrossShops } from "./shop-scope.ts";
import type { Queryable } from "./transaction.ts";
import { IS_UNDER_WAY } from "./under-way.ts";

/** What should stand on a customer in Shopify's metafields. */
export interface DesiredFields {
  customerId: string;
  desired: FieldValues;
}

/** What is desired of customers so far; who is not there was never told. */
export async function loadDesiredFields(
  db: Queryable,
  shopId: number,
  customerIds: string[],
): Promise<Map<string, FieldValues>> {
  const { rows } = await db.query<DesiredFields>(
    `SELECT customer_id AS "customerId", desired FROM metafield_state
     WHERE shop_id = $1 AND customer_id = ANY($2::text[])`,
    [shopId, customerIds],
  );
  return new Map(rows.map((row) => [row.customerId, row.desired]));
}

/** Sets what customers' fields should say; where that differs from what stands there, the writer is due. */
export async function saveDesiredFields(
  db: Queryable,
  shopId: number,
  rows: DesiredFields[],
  now: number,
): Promise<void> {
  if (rows.length === 0) return;
  const sorted = [...rows].sort((a, b) => (a.customerId < b.customerId ? -1 : 1));
  await db.query(
    `INSERT INTO metafield_state (shop_id, customer_id, desired, write_at)
     SELECT $1, customer_id, desired::jsonb, CASE WHEN desired::jsonb <> '{}' THEN $4::timestamptz END
     FROM unnest($2::text[], $3::text[]) AS wanted(customer_id, desired)
     ON CONFLICT (shop_id, customer_id) DO UPDATE SET desired = excluded.desired,
       write_at = CASE WHEN excluded.desired <> metafield_state.written OR metafield_state.in_doubt
         THEN $4::timestamptz END
     WHERE metafield_state.desired <> excluded.desired`,
    [
      shopId,
      sorted.map((row) => row.customerId),
      sorted.map((row) => JSON.stringify(row.desired)),
      new Date(now),
    ],
  );
}

export interface MetafieldState extends DesiredFields {
  written: FieldValues;
  /** What stands in Shopify may differ from `written`: everything is written. */
  inDoubt: boolean;
  attempts: number;
}

export async function loadDueFieldStates(
  db: Queryable,
  shopId: number,
  due: { now: number; limit: number },
): Promise<MetafieldState[]> {
  const { rows } = await db.query<MetafieldState>(
    `SELECT customer_id AS "customerId", desired, written, in_doubt AS "inDoubt", attempts
     FROM metafield_state WHERE shop_id = $1 AND write_at <= $2 AND NOT ${IS_UNDER_WAY}
     ORDER BY write_at LIMIT $3`,
    [shopId, new Date(due.now), due.limit],
  );
  return rows;
}

/**
 * Says, before a request leaves, that what stands on these customers is uncertain from now on. Only a noted
 * answer ends it. Due also where the wish was taken back meanwhile: after a crash nothing else would look again.
 */
export async function markFieldsInDoubt(
  db: Queryable,
  shopId: number,
  customerIds: string[],
  now: number,
): Promise<void> {
  await db.query(
    `UPDATE metafield_state SET in_doubt = true, write_at = COALESCE(write_at, $3), sent_at = clock_timestamp()
     WHERE shop_id = $1 AND customer_id = ANY($2::text[])`,
    [shopId, customerIds, new Date(now)],
  );
}

/** Notes what now stands on customers. Who is wanted otherwise since stays due. */
export async function recordFieldWrites(
  db: Queryable,
  shopId: number,
  writes: DesiredFields[],
  now: number,
): Promise<void> {
  await db.query(
    `UPDATE metafield_state SET written = noted.written::jsonb, in_doubt = false, attempts = 0,
       last_error = NULL, sent_at = NULL,
       write_at = CASE WHEN desired <> noted.written::jsonb THEN $4::timestamptz END
     FROM unnest($2::text[], $3::text[]) AS noted(customer_id, written)
     WHERE metafield_state.shop_id = $1 AND metafield_state.customer_id = noted.customer_id`,
    [
      shopId,
      writes.map((write) => write.customerId),
      writes.map((write) => JSON.stringify(write.desired)),
      new Date(now),
    ],
  );
}

export interface RefusedFields extends DesiredFields {
  error: string;
}

/**
 * Notes customers whom Shopify refused: nothing is tried until another wish comes than `desired`. One that came since stays
 * due.
 */
export async function recordFieldRefusals(
  db: Queryable,
  shopId: number,
  refusals: RefusedFields[],
  now: number,
): Promise<void> {
  if (refusals.length === 0) return;
  await db.query(
    `UPDATE metafield_state SET attempts = attempts + 1, last_error = refused.error, sent_at = NULL,
       write_at = CASE WHEN desired <> refused.wish::jsonb THEN $5::timestamptz END
     FROM unnest($2::text[], $3::text[], $4::text[]) AS refused(customer_id, wish, error)
     WHERE metafield_state.shop_id = $1 AND metafield_state.customer_id = refused.customer_id`,
    [
      shopId,
      refusals.map((row) => row.customerId),
      refusals.map((row) => JSON.stringify(row.desired)),
      refusals.map((row) => row.error),
      new Date(now),
    ],
  );
}

/** Notes writes that failed, and when they are tried again. */
export async function recordFieldFailure(
  db: Queryable,
  shopId: number,
  failure: { customerIds: string[]; error: string; retryAt: number },
): Promise<void> {
  await db.query(
    `UPDATE metafield_state SET attempts = attempts + 1, last_error = $3, write_at = $4, sent_at = NULL
     WHERE shop_id = $1 AND customer_id = ANY($2::text[])`,
    [shopId, failure.customerIds, failure.error, new Date(failure.retryAt)],
  );
}

/** Has those whom Shopify refused written once more. @returns how many there were */
export async function retryRefusedFields(
  db: Queryable,
  shopId: number,
  now: number,
): Promise<number> {
  const { rowCount } = await db.query(
    `UPDATE metafield_state SET write_at = $2, attempts = 0, in_doubt = true
     WHERE shop_id = $1 AND write_at IS NULL AND last_error IS NOT NULL`,
    [shopId, new Date(now)],
  );
  return rowCount ?? 0;
}

/** The installed, ready shops with fields to write: those whose definitions stand. */
export async function findShopsWithFieldsToWrite(db: Queryable, now: number): Promise<number[]> {
  const { rows } = await acrossShops(db).query<{ shopId: number }>(
    `SELECT shop_id AS "shopId" FROM shop JOIN metafield_setting USING (shop_id)
     WHERE status = 'installed' AND ready_at IS NOT NULL AND is_on AND defined_at IS NOT NULL
       AND EXISTS (SELECT FROM metafield_state
         WHERE metafield_state.shop_id = shop.shop_id AND write_at <= $1 AND NOT ${IS_UNDER_WAY})
     ORDER BY shop_id`,
    [new Date(now)],
  );
  return rows.map((row) => row.shopId);
}
