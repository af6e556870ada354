import type pg from "pg";
import { PRODUCTS } from "../segment/fill-shop.ts";

/** Visits of each customer, and what is done in each of them: five times four are twenty events. */
const VISITS = 5;
export const EVENTS_PER_CUSTOMER = 20;

/**
 * Gives every customer of a shop twenty events in five visits of the last 120 days, more of them lately, and the
 * roll-up that follows from them. Indexes of the facts are made afterwards: row by row they would take longer than
 * all that is measured.
 */
export async function fillEvents(
  client: pg.PoolClient,
  shop: { shopId: number; now: number },
): Promise<void> {
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `SELECT indexname AS name, indexdef AS definition FROM pg_indexes
     WHERE tablename = 'fact' AND indexname <> 'fact_pkey'`,
  );
  for (const { name } of indexes) await client.query(`DROP INDEX ${name}`);
  await client.query("ALTER TABLE fact DROP CONSTRAINT fact_pkey");
  await client.query(FACTS, [shop.shopId, new Date(shop.now), VISITS, PRODUCTS]);
  await client.query("ALTER TABLE fact ADD CONSTRAINT fact_pkey PRIMARY KEY (shop_id, key)");
  for (const { definition } of indexes) await client.query(definition);
  await client.query(ROLL_UP, [shop.shopId]);
  for (const sql of CATALOG) await client.query(sql, [shop.shopId, new Date(shop.now), PRODUCTS]);
}

// A visit: a page, two looks at a product, and one of four things more, all within a quarter of an hour. They are written one after the
// other, as they come in one batch of the storefront's script: a series that is joined may lay each in a page of its own.
const FACTS = `
  INSERT INTO fact (shop_id, key, identity_id, signal, trust, occurred_at, value, about)
  SELECT $1, identity_id || ':' || visit || ':' || step, identity_id,
    CASE step WHEN 0 THEN 'page_viewed' WHEN 3 THEN last_signal ELSE 'product_viewed' END, 'claimed',
    began_at + step * interval '70 seconds', 0,
    CASE WHEN step IN (1, 2) OR last_signal = 'product_added_to_cart' AND step = 3 THEN 'product:' || product END
  FROM (SELECT *, generate_series(0, 3) AS step FROM (
    SELECT identity_id, visit, $2::timestamptz - interval '10 minutes' - random() * random() * interval '120 days' AS began_at,
      (ARRAY['product_added_to_cart', 'checkout_started', 'email_clicked', 'search_submitted'])[1 + floor(random() * 4)::int]
        AS last_signal,
      1 + floor(random() * $4::int)::int AS product
    FROM identity, generate_series(1, $3::int) AS visit WHERE shop_id = $1 AND kind = 'customer') AS visits) AS steps`;

const ROLL_UP = `
  INSERT INTO signal_slot (shop_id, identity_id, signal, trust, slot, count, value, first_at, last_at)
  SELECT $1, identity_id, signal, trust, floor(extract(epoch FROM occurred_at) / 900)::int AS slot, count(*),
    sum(value), min(occurred_at), max(occurred_at)
  FROM fact WHERE shop_id = $1 GROUP BY identity_id, signal, trust, slot ORDER BY identity_id`;

// Every tenth product became cheaper three days ago.
const CATALOG = [
  `INSERT INTO product (shop_id, product_id, title, price_minor, source_updated_at)
   SELECT $1, n, 'Product ' || n, 1000, $2 FROM generate_series(1, $3::int) AS n`,
  `INSERT INTO variant (shop_id, variant_id, product_id, price_minor, source_updated_at)
   SELECT $1, 'v' || n, n, 1000, $2 FROM generate_series(1, $3::int) AS n`,
  `INSERT INTO price_change (shop_id, variant_id, changed_at, product_id, from_minor, to_minor)
   SELECT $1, 'v' || n, $2::timestamptz - interval '3 days', n, 1200, 1000 FROM generate_series(1, $3::int, 10) AS n`,
];
