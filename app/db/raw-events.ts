import type { Source } from "../pipeline/shared/source-names.ts";
import { acrossShops } from "./shop-scope.ts";
import type { Queryable } from "./transaction.ts";

/** `key` names the delivery: a second delivery with the same key changes nothing. */
export interface NewRawEvent {
  key: string;
  topic: string;
  wire: unknown;
}

export interface PendingRawEvent {
  rawEventId: number;
  source: Source;
  topic: string;
  receivedAt: number;
  wire: unknown;
}

/**
 * Stores what a source sent, once. Committed before the source is answered.
 * @returns how many were new
 */
export async function insertRawEvents(
  db: Queryable,
  shopId: number,
  batch: { source: Source; receivedAt: number; events: NewRawEvent[] },
): Promise<number> {
  const unique = [...new Map(batch.events.map((event) => [event.key, event])).values()];
  if (unique.length === 0) return 0;
  const { rowCount } = await db.query(
    `WITH fresh AS (
       INSERT INTO dedupe (shop_id, source, key, seen_at)
       SELECT $1, $2, key, $3 FROM unnest($4::text[]) AS key
       ON CONFLICT DO NOTHING RETURNING key)
     INSERT INTO raw_event (shop_id, source, topic, received_at, wire)
     SELECT $1, $2, sent.topic, $3, sent.wire::jsonb
     FROM unnest($4::text[], $5::text[], $6::text[]) AS sent(key, topic, wire) JOIN fresh USING (key)`,
    [
      shopId,
      batch.source,
      new Date(batch.receivedAt),
      unique.map((event) => event.key),
      unique.map((event) => event.topic),
      unique.map((event) => JSON.stringify(event.wire)),
    ],
  );
  return rowCount ?? 0;
}

/**
 * Keeps what a page of history holds and nobody can read: counted, named, and in nobody's way.
 * @returns the reasons of those that were new
 */
export async function insertUnreadable(
  db: Queryable,
  shopId: number,
  page: { topic: string; now: number; events: { key: string; error: string }[] },
): Promise<string[]> {
  const unique = [...new Map(page.events.map((event) => [event.key, event])).values()];
  if (unique.length === 0) return [];
  const { rows } = await db.query<{ error: string }>(
    `WITH fresh AS (
       INSERT INTO dedupe (shop_id, source, key, seen_at)
       SELECT $1, 'backfill', key, $3 FROM unnest($4::text[]) AS key
       ON CONFLICT DO NOTHING RETURNING key)
     INSERT INTO raw_event (shop_id, source, topic, received_at, wire, ingested_at, error)
     SELECT $1, 'backfill', $2, $3, '{}', $3, unread.error
     FROM unnest($4::text[], $5::text[]) AS unread(key, error) JOIN fresh USING (key)
     RETURNING error`,
    [
      shopId,
      page.topic,
      new Date(page.now),
      unique.map((event) => event.key),
      unique.map((event) => event.error),
    ],
  );
  return rows.map((row) => row.error);
}

export async function loadPendingRawEvents(
  db: Queryable,
  shopId: number,
  limit: number,
): Promise<PendingRawEvent[]> {
  const { rows } = await db.query<PendingRawEvent>(
    `SELECT raw_event_id AS "rawEventId", source, topic, received_at AS "receivedAt", wire
     FROM raw_event WHERE shop_id = $1 AND ingested_at IS NULL ORDER BY raw_event_id LIMIT $2`,
    [shopId, limit],
  );
  return rows;
}

export async function markIngested(
  db: Queryable,
  shopId: number,
  events: readonly { rawEventId: number; receivedAt: number }[],
  now: number,
): Promise<void> {
  const times = events.map((event) => event.receivedAt).toSorted((a, b) => a - b);
  // With their time, so that the months in which they cannot be are not looked through.
  await db.query(
    `UPDATE raw_event SET ingested_at = $3
     WHERE shop_id = $1 AND raw_event_id = ANY($2::bigint[]) AND received_at BETWEEN $4 AND $5`,
    [
      shopId,
      events.map((event) => event.rawEventId),
      new Date(now),
      new Date(times[0] ?? now),
      new Date(times.at(-1) ?? now),
    ],
  );
}

/** Removes events of whose person nothing may be kept. */
export async function removeRawEvents(
  db: Queryable,
  shopId: number,
  rawEventIds: readonly number[],
): Promise<void> {
  if (rawEventIds.length === 0) return;
  await db.query("DELETE FROM raw_event WHERE shop_id = $1 AND raw_event_id = ANY($2::bigint[])", [
    shopId,
    rawEventIds,
  ]);
}

/** Keeps events that cannot be read, each with the reason, where a person can find them. */
export async function markUnreadable(
  db: Queryable,
  shopId: number,
  { events, now }: { events: readonly { rawEventId: number; error: string }[]; now: number },
): Promise<void> {
  if (events.length === 0) return;
  await db.query(
    `UPDATE raw_event SET ingested_at = $2, error = unread.error
     FROM unnest($3::bigint[], $4::text[]) AS unread(id, error)
     WHERE shop_id = $1 AND raw_event_id = unread.id`,
    [
      shopId,
      new Date(now),
      events.map(({ rawEventId }) => rawEventId),
      events.map(({ error }) => error),
    ],
  );
}

/** Has an event that could not be read wait to be read anew. @returns whether its content was kept */
export async function readAgain(
  db: Queryable,
  shopId: number,
  rawEventId: number,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE raw_event SET ingested_at = NULL, error = NULL
     WHERE shop_id = $1 AND raw_event_id = $2 AND error IS NOT NULL AND wire <> '{}'`,
    [shopId, rawEventId],
  );
  return rowCount === 1;
}

/** The shops with events to ingest, by a skip scan of the index of pending rows: one probe a shop. */
export async function findShopsWithPendingEvents(db: Queryable): Promise<number[]> {
  const { rows } = await acrossShops(db).query<{ shop_id: number | null }>(
    `WITH RECURSIVE pending AS (
       (SELECT shop_id FROM raw_event WHERE ingested_at IS NULL ORDER BY shop_id LIMIT 1)
       UNION ALL
       SELECT (SELECT shop_id FROM raw_event WHERE ingested_at IS NULL AND shop_id > pending.shop_id
               ORDER BY shop_id LIMIT 1)
       FROM pending WHERE pending.shop_id IS NOT NULL)
     SELECT shop_id FROM pending WHERE shop_id IS NOT NULL`,
  );
  return rows.flatMap((row) => (row.shop_id === null ? [] : [row.shop_id]));
}

/** All raw events of a shop in pages, oldest first: what a rebuild reads. */
export async function* readRawEvents(
  db: Queryable,
  shopId: number,
): AsyncGenerator<PendingRawEvent[]> {
  let after = 0;
  for (;;) {
    const { rows } = await db.query<PendingRawEvent>(
      `SELECT raw_event_id AS "rawEventId", source, topic, received_at AS "receivedAt", wire
       FROM raw_event WHERE shop_id = $1 AND raw_event_id > $2 AND error IS NULL
       ORDER BY raw_event_id LIMIT 5000`,
      [shopId, after],
    );
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    after = last.rawEventId;
  }
}

/** Whether events wait that may tell of anybody. */
export async function hasPendingEvents(db: Queryable, shopId: number): Promise<boolean> {
  const { rows } = await db.query<{ has: boolean }>(
    "SELECT EXISTS (SELECT FROM raw_event WHERE shop_id = $1 AND ingested_at IS NULL) AS has",
    [shopId],
  );
  return rows[0]?.has === true;
}

/** Whether something that had arrived by `receivedBy` is not ingested yet. */
export async function isIngestBehind(
  db: Queryable,
  shopId: number,
  receivedBy: number,
): Promise<boolean> {
  const { rows } = await db.query<{ behind: boolean }>(
    `SELECT EXISTS (SELECT FROM raw_event
       WHERE shop_id = $1 AND ingested_at IS NULL AND received_at <= $2) AS behind`,
    [shopId, new Date(receivedBy)],
  );
  return rows[0]?.behind === true;
}

/** Whether it waits to be taken in that somebody was merged into a customer. */
export async function isMergeWaiting(
  db: Queryable,
  shopId: number,
  customerId: string,
): Promise<boolean> {
  const { rows } = await db.query<{ is: boolean }>(
    `SELECT EXISTS (SELECT FROM raw_event WHERE shop_id = $1 AND ingested_at IS NULL
       AND topic = 'customers/merge' AND wire->>'admin_graphql_api_customer_kept_id' = $2) AS is`,
    [shopId, customerId],
  );
  return rows[0]?.is === true;
}
