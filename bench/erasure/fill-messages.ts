import type pg from "pg";
import { makeRawEventMonths } from "../../app/db/raw-event-months.ts";
import { DAY_MS } from "../../app/pipeline/shared/time.ts";

/** Of each customer, all of one browser: every fifth while they were logged in. */
export const MESSAGES_PER_CUSTOMER = 20;
const MONTHS = 12;
const DAYS = 360;
const CHUNK = 200_000;

/**
 * Gives every customer of a shop a browser, and that twenty batches of one event each: stored, with their facts, over the twelve
 * months from an instant on, of which each is a partition. Keys of the history as a backfill leaves them, two a customer.
 * @returns the instant after the last
 */
export async function fillMessages(
  pool: pg.Pool,
  { shopId, customers, now }: { shopId: number; customers: number; now: number },
): Promise<number> {
  await makeRawEventMonths(pool, { now, ahead: MONTHS });
  for (const sql of BROWSERS) await pool.query(sql, [shopId]);
  await pool.query(HISTORY_KEYS, [shopId, new Date(now)]);
  const messages = customers * MESSAGES_PER_CUSTOMER;
  for (let from = 0; from < messages; from += CHUNK) {
    const until = Math.min(from + CHUNK, messages) - 1;
    const values = [shopId, from, until, new Date(now), messages, `${DAYS} days`, customers];
    await pool.query(MESSAGES, values);
  }
  await pool.query("VACUUM ANALYZE");
  return now + DAYS * DAY_MS;
}

const BROWSERS = [
  `INSERT INTO identity (shop_id, kind, key, profile_id)
   SELECT $1, 'client', md5(key)::uuid, identity_id FROM identity WHERE shop_id = $1 AND kind = 'customer'`,
  `INSERT INTO identity_edge (shop_id, from_id, to_id, reason, at)
   SELECT $1, profile_id, identity_id, 'log-in', now() FROM identity WHERE shop_id = $1 AND kind = 'client'`,
];

const HISTORY_KEYS = `INSERT INTO dedupe (shop_id, source, key, seen_at)
  SELECT $1, 'backfill', what || ':' || key || ':2026-11-01T00:00:00Z', $2::timestamptz
  FROM identity, unnest('{customers,orders}'::text[]) AS what WHERE shop_id = $1 AND kind = 'customer'`;

// Visitors come in turns, so that whose an event is does not tell where it lies.
const MESSAGES = `WITH sent AS (
    SELECT number, 1 + number % $7::int AS customer, $4::timestamptz + number * ($6::interval / $5::int) AS at,
      number / $7::int % 5 = 0 AS is_logged_in, (number % 1000)::text AS product
    FROM generate_series($2::int, $3::int) AS number),
  told AS (
    INSERT INTO fact (shop_id, key, identity_id, signal, trust, occurred_at, value, about)
    SELECT $1, 'client:' || client.key || ':product_viewed:' || product || ':' || number, COALESCE(whom.identity_id, client.identity_id),
      'product_viewed', 'claimed', at, 0, 'product:' || product
    FROM sent JOIN identity AS client ON client.shop_id = $1 AND client.kind = 'client' AND client.key = md5(customer::text)::uuid::text
      LEFT JOIN identity AS whom ON is_logged_in AND whom.shop_id = $1 AND whom.kind = 'customer' AND whom.key = customer::text)
  INSERT INTO raw_event (shop_id, source, topic, received_at, wire, ingested_at)
  SELECT $1, 'proxy', 'browse_events', at, jsonb_build_object(
    'clientId', md5(customer::text)::uuid, 'customerId', CASE WHEN is_logged_in THEN customer::text END,
    'sessionId', md5('session' || number)::uuid, 'cartToken', null, 'sentAt', at,
    'consent', '{"analytics": true, "marketing": true}'::jsonb,
    'events', jsonb_build_array(jsonb_build_object('kind', 'product_viewed', 'occurredAt', at, 'path', '/products/' || product,
      'productId', product, 'variantId', null, 'collectionId', null, 'touch', null))), at
  FROM sent ORDER BY number`;
