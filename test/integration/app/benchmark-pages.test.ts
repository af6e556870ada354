import { expect, test } from "vitest";
import { loadBenchmarks, refreshBenchmarks } from "../../../app/services/refresh-benchmarks.ts";
import { addShop, useAppPool } from "../../support/app-direct.ts";
import { NOW } from "../../support/app-shop.ts";

const app = useAppPool();
/** More than two pages of profiles are read. */
const CUSTOMERS = 11_003;
const HOUR_MS = 3_600_000;

test("the benchmarks of a shop whose orders are read in several pages count every customer once", async () => {
  const shopId = await addShop(app.pool, "paged.myshopify.com", { now: NOW });
  await app.pool.query(
    "INSERT INTO profile (shop_id, profile_id, customer_id) SELECT $1, id, id::text FROM generate_series(1, $2::int) AS id",
    [shopId, CUSTOMERS],
  );
  // The first thousand are two customers of Shopify's each, whose orders are one person's.
  await app.pool.query(
    `INSERT INTO identity (shop_id, identity_id, kind, key, profile_id)
     SELECT $1, id, 'customer', id::text, 1 + (id - 1) % $2::int FROM generate_series(1, $2::int + 1000) AS id`,
    [shopId, CUSTOMERS],
  );
  await app.pool.query(
    `INSERT INTO customer_order (shop_id, order_id, customer_id, placed_at, currency, total_minor, is_test, source_updated_at)
     SELECT $1, id, id::text, $3, 'EUR', 100 * id, false, $3 FROM generate_series(1, $2::int + 1000) AS id`,
    [shopId, CUSTOMERS, new Date(NOW - 48 * HOUR_MS)],
  );
  await refreshBenchmarks({ pool: app.pool, shopId, isReady: true, now: NOW });
  const benchmarks = await loadBenchmarks(app.pool, shopId);
  // Those with two have more than anybody else: the others' totals are from 1,001 on.
  const middle = 1000 + Math.ceil(CUSTOMERS / 2);
  expect(benchmarks).toMatchObject({
    ...{ customers: CUSTOMERS, gaps: 1000, medianRevenueMinor: 100 * middle },
    rfm: { customers: CUSTOMERS },
  });
});
