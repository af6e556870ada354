import type pg from "pg";
import { RFM_GROUPS } from "../../app/pipeline/shared/rfm-group-names.ts";
import { RFM_GRID, type Fifth } from "../../app/pipeline/score/rfm-groups.ts";

const DAY_MS = 86_400_000;
/** Beyond what a test's own people have. */
const FIRST_ID = 1_000_000;

/**
 * Fills a shop with customers, a year of orders, a quarter of visits and answers, scores that tell who buys, and moves
 * between groups: as the worker would leave them, without the months that it would take. Drawn alike each time.
 */
export async function fillInsights(
  pool: pg.Pool,
  of: { shopId: number; now: number; customers?: number },
): Promise<void> {
  const { shopId, now, customers = 400 } = of;
  const today = Math.floor(now / DAY_MS);
  const client = await pool.connect();
  const run = (sql: string, values: unknown[] = []) => client.query(sql, values);
  /** A draw from 0 to 1 of a person and whatever else; `$1` is the shop, so all draws depend on it too. */
  const draw = (salt: string): string => `((hashint8extended(${salt}, 7) & 1048575) / 1048576.0)`;
  try {
    await run(
      `INSERT INTO identity (shop_id, identity_id, kind, key, profile_id)
       SELECT $1, ${FIRST_ID} + i, 'customer', (900000 + i)::text, ${FIRST_ID} + i FROM generate_series(1, $2::int) AS i`,
      [shopId, customers],
    );
    // Eagerness from 0 to 1 decides scores, visits and orders alike.
    await run(
      `INSERT INTO profile (shop_id, profile_id, customer_id, behavior, intent, engagement, value, scored_at, recency,
         frequency, monetary, rfm_group)
       SELECT $1, ${FIRST_ID} + i, (900000 + i)::text, p, p, p, p, to_timestamp($3::float8), r, f, r,
         ($4::text[])[(r - 1) * 5 + (f + r) / 2]
       FROM (SELECT i, (${draw("i")} * 1e8)::int AS p, (1 + ${draw("i + 11")} * 4.99)::int AS r,
         (1 + ${draw("i + 12")} * 3.99)::int AS f FROM generate_series(1, $2::int) AS i) AS person`,
      [shopId, customers, now / 1000, [1, 2, 3, 4, 5].flatMap((fifth) => RFM_GRID[fifth as Fifth])],
    );
    await run(
      `INSERT INTO score_history (shop_id, profile_id, day, behavior, intent, engagement, value)
       SELECT $1, ${FIRST_ID} + i, $3::int - ago, p, p, CASE WHEN i % 5 > 0 THEN p END, p
       FROM generate_series(1, $2::int) AS i CROSS JOIN generate_series(1, 60) AS ago
       CROSS JOIN LATERAL (SELECT LEAST(1e8, ${draw("i")} * 1e8 * (0.8 + 0.4 * ${draw("i * 100 + ago")}))::int AS p) AS score`,
      [shopId, customers, today],
    );
    await run(
      `INSERT INTO customer_order (shop_id, order_id, customer_id, placed_at, currency, total_minor, is_test, source_updated_at)
       SELECT $1, 'f' || i || '-' || month, (900000 + i)::text, at, 'EUR', (1500 + 9000 * ${draw("i * 31 + month")})::int, false, at
       FROM generate_series(1, $2::int) AS i CROSS JOIN generate_series(0, 11) AS month
       CROSS JOIN LATERAL (SELECT to_timestamp($3::float8 - 86400 * (30 * month + 30 * ${draw("i * 17 + month")})) AS at) AS placed
       WHERE ${draw("i * 13 + month")} < 0.06 + 0.3 * ${draw("i")}`,
      [shopId, customers, now / 1000],
    );
    await run(
      `INSERT INTO signal_slot (shop_id, identity_id, signal, trust, slot, count, value, first_at, last_at)
       SELECT $1, ${FIRST_ID} + i, signal, 'signed', slot, 1, 0, to_timestamp(slot * 900.0 + 60), to_timestamp(slot * 900.0 + 60)
       FROM generate_series(1, $2::int) AS i CROSS JOIN generate_series(1, 75) AS ago
       CROSS JOIN LATERAL (SELECT ($3::int - ago) * 96 + (i * 7 + ago) % 90 AS slot) AS time
       CROSS JOIN LATERAL (VALUES ('product_viewed', 0.3), ('cart_updated', 0.1), ('checkout_started', 0.05),
         ('order_placed', 0.03), ('email_clicked', 0.012), ('email_visited', 0.01), ('sms_clicked', 0.004),
         ('social_visited', 0.008), ('app_opened', 0.006), ('ad_visited', 0.007)) AS told(signal, chance)
       -- One draw a person and day: who goes far has been everywhere before.
       WHERE CASE WHEN chance > 0.02 THEN ${draw("i * 71 + ago")} ELSE ${draw("i * 71 + ago + hashtext(signal)")} END
         < chance * (0.4 + 1.2 * ${draw("i")})`,
      [shopId, customers, today],
    );
    await run(
      `INSERT INTO rfm_change (shop_id, profile_id, day, from_group, to_group)
       SELECT $1, ${FIRST_ID} + i, $3::int - 14 * step, CASE WHEN step < 8 THEN ($4::text[])[at + 1] END,
         ($4::text[])[1 + (at + (i + step) % 3) % 11]
       FROM generate_series(1, $2::int) AS i CROSS JOIN generate_series(1, 8) AS step
       CROSS JOIN LATERAL (SELECT (i * 5 + step / 2) % 11 AS at) AS standing
       WHERE ${draw("i * 41 + step")} < 0.3 OR step = 8`,
      [shopId, customers, today, RFM_GROUPS],
    );
    // As told to the last midnight: the worker has nothing to add.
    await run(
      `INSERT INTO benchmark (shop_id, day, is_stale, computed_at, values, history_from)
       VALUES ($1, $2, false, to_timestamp($3::float8), 'null', $2 + 1)
       ON CONFLICT (shop_id) DO UPDATE SET day = excluded.day, is_stale = false, history_from = excluded.history_from`,
      [shopId, today, now / 1000],
    );
    await run("UPDATE shop SET scores_from = $2 WHERE shop_id = $1", [shopId, today - 60]);
    // As a worker's database has had done by itself long ago: what counts it would else be planned as for empty tables.
    await run("ANALYZE identity, profile, score_history, customer_order, signal_slot, rfm_change");
  } finally {
    client.release();
  }
}
