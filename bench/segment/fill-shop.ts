import type pg from "pg";
import { ensureBenchmarks } from "../../app/db/benchmarks.ts";
import { markReady, saveInstalledShop } from "../../app/db/shop.ts";
import { ensureScoringModel } from "../../app/services/load-scoring-model.ts";
import { refreshBenchmarks } from "../../app/services/refresh-benchmarks.ts";
import { fillEvents } from "../score/fill-events.ts";

const NOW = Date.parse("2026-11-20T15:00:00Z");

/** How many there are to look at and to order. */
export const PRODUCTS = 1000;

/**
 * A ready shop with customers, each with one to three orders of one or two products within a year, and with ten
 * quarters of an hour of browsing of the last 90 days; all of it drawn in the database by a seed.
 * @param shop.browsing "facts": twenty events of each instead, with the facts behind the roll-up
 * @param shop.beforeReady what a shop has from its installation on
 */
export async function fillShop(
  pool: pg.Pool,
  shop: {
    customers: number;
    seed: number;
    browsing?: "roll-up" | "facts";
    beforeReady?: (shop: { shopId: number; now: number }) => Promise<unknown>;
  },
): Promise<{ shopId: number; now: number }> {
  const { customers, seed, browsing = "roll-up" } = shop;
  const { shopId } = await saveInstalledShop(pool, {
    domain: `bench-${customers}-${seed}.myshopify.com`,
    currency: "EUR",
    timezone: "Europe/Berlin",
    plan: "Basic",
    now: NOW,
  });
  await ensureBenchmarks(pool, shopId, NOW);
  const client = await pool.connect();
  try {
    await client.query("SELECT setseed($1)", [1 / (seed + 1)]);
    for (const sql of STATEMENTS) {
      const values = [shopId, new Date(NOW), customers];
      await client.query(sql, values.slice(0, sql.includes("$3") ? 3 : sql.includes("$2") ? 2 : 1));
    }
    if (browsing === "facts") await fillEvents(client, { shopId, now: NOW });
    else await client.query(BROWSING, [shopId, new Date(NOW)]);
  } finally {
    client.release();
  }
  await shop.beforeReady?.({ shopId, now: NOW });
  await markReady(pool, shopId, NOW);
  await ensureScoringModel({ pool, shopId, now: NOW });
  await refreshBenchmarks({ pool, shopId, isReady: true, now: NOW });
  // Everybody was looked at a moment ago: what is measured is the build alone.
  await pool.query("UPDATE profile SET due_at = $2 WHERE shop_id = $1", [
    shopId,
    new Date(NOW + 3_600_000),
  ]);
  await pool.query("DELETE FROM due_range WHERE shop_id = $1", [shopId]);
  await pool.query("VACUUM ANALYZE");
  return { shopId, now: NOW };
}

// Chance must name a column of each side: where it names the series alone, it is drawn once for everybody.
const STATEMENTS = [
  `INSERT INTO identity (shop_id, identity_id, kind, key, profile_id)
   SELECT $1, nextval('identity_identity_id_seq'), 'customer', n, currval('identity_identity_id_seq')
   FROM generate_series(1, $3::int) AS n WHERE $2::timestamptz IS NOT NULL`,
  `INSERT INTO customer (shop_id, customer_id, created_at, source_updated_at)
   SELECT $1, key, $2::timestamptz - interval '400 days', $2 FROM identity WHERE shop_id = $1`,
  `INSERT INTO profile (shop_id, profile_id, customer_id, due_at)
   SELECT $1, identity_id, key, $2 FROM identity WHERE shop_id = $1`,
  `INSERT INTO customer_order (shop_id, order_id, customer_id, placed_at, currency, total_minor, is_test,
     source_updated_at, channel, discount_minor, used_code)
   SELECT $1, key || '-' || n, key, $2::timestamptz - random() * interval '365 days', 'EUR',
     (500 + random() * 20000)::int, false, $2, CASE WHEN random() < 0.8 THEN 'web' ELSE 'pos' END,
     CASE WHEN random() < 0.3 THEN 500 ELSE 0 END, random() < 0.2
   FROM identity, generate_series(1, 3) AS n WHERE shop_id = $1 AND random() + 0 * identity_id < 1.0 / n`,
  `INSERT INTO order_line (shop_id, order_id, line_id, product_id, quantity, price_minor, discount_minor,
     source_updated_at)
   SELECT $1, order_id, n, (1 + random() * 999)::int, 1, 1000, 0, $2
   FROM customer_order, generate_series(1, 2) AS n WHERE shop_id = $1 AND random() + 0 * total_minor < 1.0 / n`,
];

const BROWSING = `INSERT INTO signal_slot (shop_id, identity_id, signal, trust, slot, count, value, first_at, last_at)
   SELECT $1, identity_id, signal, 'claimed', slot, 1 + (random() * 3)::int, 0, to_timestamp(slot * 900 + 60),
     to_timestamp(slot * 900 + 600)
   FROM (SELECT identity_id, (ARRAY['product_viewed', 'product_added_to_cart', 'page_viewed', 'email_clicked',
       'checkout_started'])[1 + (random() * 4)::int] AS signal,
       (extract(epoch FROM $2::timestamptz) / 900 - random() * 8640)::int - 1 AS slot
     FROM identity, generate_series(1, 10) WHERE shop_id = $1) AS drawn ON CONFLICT DO NOTHING`;
