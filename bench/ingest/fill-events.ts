import type pg from "pg";

/** Batches that a customer's browser sent before, of one event each. */
const BATCHES_PER_CUSTOMER = 2;
const DAYS = 30;
const CHUNK = 100_000;

/** What the storefronts of a shop of so many customers sent in the last month, stored and taken in: each with its key. */
export async function fillEvents(
  pool: pg.Pool,
  { domain, customers, now }: { domain: string; customers: number; now: number },
): Promise<void> {
  const rows = customers * BATCHES_PER_CUSTOMER;
  for (let from = 0; from < rows; from += CHUNK) {
    await pool.query(
      `WITH sent AS (
         SELECT shop_id, number, $4::timestamptz - ($5 - number) * ($6::interval / $5) AS at,
           encode(sha256(number::text::bytea), 'base64') AS key
         FROM shop, generate_series($2::int, $3::int) AS number WHERE domain = $1),
       known AS (
         INSERT INTO dedupe (shop_id, source, key, seen_at) SELECT shop_id, 'proxy', key, at FROM sent)
       INSERT INTO raw_event (shop_id, source, topic, received_at, wire, ingested_at)
       SELECT shop_id, 'proxy', 'browse_events', at, jsonb_build_object(
         'clientId', md5((number % $7)::text)::uuid, 'customerId', null, 'cartToken', null, 'sentAt', at,
         'consent', '{"analytics": true, "marketing": true}'::jsonb,
         'events', jsonb_build_array(jsonb_build_object('kind', 'product_viewed', 'occurredAt', at,
           'path', '/products/' || number, 'productId', (number % 1000)::text))), at
       FROM sent ORDER BY number`,
      [
        domain,
        from,
        Math.min(from + CHUNK, rows) - 1,
        new Date(now),
        rows,
        `${DAYS} days`,
        customers,
      ],
    );
  }
  await pool.query("VACUUM ANALYZE raw_event, dedupe");
}
