import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findShopsToBackfill, loadBackfill } from "../../../app/db/backfills.ts";
import { loadBaskets, loadBasketsBefore } from "../../../app/db/baskets.ts";
import { loadOrders } from "../../../app/db/orders.ts";
import { getShop } from "../../../app/db/shop.ts";
import { parseBackfillRecord } from "../../../app/pipeline/capture/parse-backfill-record.ts";
import { backfillShop } from "../../../app/services/backfill-shop.ts";
import { completeOrders, type Ask } from "../../../app/services/complete-orders.ts";
import { createAdminApi } from "../../../app/shopify/admin-api.ts";
import { ingestAll } from "../../support/app-direct.ts";
import { DAY_MS, iso, NOW, order, useShop } from "../../support/app-shop.ts";
import { ROOT } from "../../support/source-files.ts";

const app = useShop();
const CUSTOMER = 7;

const line = (id: number, product_id: number | null, quantity: number) => ({
  id,
  product_id,
  variant_id: null,
  quantity,
  price: "10.00",
});

async function profileId(): Promise<number> {
  const { rows } = await app.pool.query<{ id: number }>(
    "SELECT profile_id AS id FROM profile WHERE shop_id = $1 AND customer_id = $2",
    [app.shopId, String(CUSTOMER)],
  );
  return rows[0]?.id ?? -1;
}

test("baskets are orders with pieces, products and discount; scoring's orders are without", async () => {
  const first = { ...order(1, CUSTOMER, NOW - 9 * DAY_MS), total_discounts: "5.00" };
  await app.tell("orders/create", NOW, {
    ...first,
    line_items: [line(11, 30, 2), line(12, 4, 1), line(13, 30, 1), line(14, null, 1)],
  });
  await app.tell("orders/create", NOW, order(2, CUSTOMER, NOW - 3 * DAY_MS));
  await ingestAll(app.work(NOW));
  const id = await profileId();
  const baskets = (await loadBaskets(app.pool, app.shopId, [id])).get(id);
  expect(baskets?.toSorted((a, b) => a.placedAt - b.placedAt)).toMatchObject([
    { orderId: "1", pieces: 5, products: ["30", "4"], discountMinor: 500, totalMinor: 5000 },
    { orderId: "2", pieces: 0, products: [], discountMinor: 0 },
  ]);
  const before = await loadBasketsBefore(app.pool, app.shopId, { before: NOW - 5 * DAY_MS });
  expect(before.get(id)?.map(({ orderId }) => orderId)).toEqual(["1"]);
  const orders = (await loadOrders(app.pool, app.shopId, [id])).get(id) ?? [];
  expect(orders).toHaveLength(2);
  for (const one of orders) expect(Object.keys(one)).not.toContain("pieces");
});

test("lines follow the newest telling, whichever comes first, and a test order has lines of its own", async () => {
  const at = NOW - 9 * DAY_MS;
  const told = (quantity: number, updated_at: string) => ({
    ...order(1, CUSTOMER, at),
    updated_at,
    test: true,
    line_items: [line(11, 30, quantity)],
  });
  await app.tell("orders/updated", NOW, told(4, new Date(at + 2000).toISOString()));
  await ingestAll(app.work(NOW));
  await app.tell("orders/create", NOW, told(1, new Date(at).toISOString()));
  await ingestAll(app.work(NOW));
  const { rows } = await app.pool.query(
    "SELECT quantity, product_id FROM order_line WHERE shop_id = $1",
    [app.shopId],
  );
  expect(rows).toEqual([{ quantity: 4, product_id: "30" }]);
});

const lineNode = (id: number) => ({
  id: `gid://shopify/LineItem/${id}`,
  quantity: 1,
  originalUnitPriceSet: { shopMoney: { amount: "1.0" } },
  discountAllocations: [],
  product: null,
  variant: null,
});
const end = { hasNextPage: false, endCursor: null };
const orderNode = (lineItems: object) => ({ id: "gid://shopify/Order/1", lineItems });

test("an order that is cut short by its page is completed, and one that is gone keeps what it had", async () => {
  const cut = orderNode({
    nodes: [lineNode(1)],
    pageInfo: { hasNextPage: true, endCursor: "after 1" },
  });
  const whole = orderNode({ nodes: [lineNode(9)], pageInfo: end });
  const asked: unknown[] = [];
  const pages = [
    { nodes: [lineNode(2)], pageInfo: { hasNextPage: true, endCursor: "after 2" } },
    { nodes: [lineNode(3)], pageInfo: end },
  ];
  const ask: Ask = (_document, variables, schema) => {
    const lineItems = pages[asked.push(variables) - 1];
    return Promise.resolve(schema.parse({ order: { lineItems } }));
  };
  const [first, ...others] = await completeOrders([cut, whole, "no order"], ask);
  expect(first).toMatchObject({ lineItems: { nodes: [1, 2, 3].map(lineNode) } });
  expect(others).toEqual([whole, "no order"]);
  expect(asked).toEqual([
    { id: "gid://shopify/Order/1", after: "after 1" },
    { id: "gid://shopify/Order/1", after: "after 2" },
  ]);
  const [gone] = await completeOrders([cut], (_d, _v, schema) =>
    Promise.resolve(schema.parse({ order: null })),
  );
  expect(gone).toMatchObject({ lineItems: { nodes: [lineNode(1)] } });
});

const MIGRATION = join(ROOT, "prisma/migrations/20261129010000_read_orders_again/migration.sql");

test("a shop that was installed before lines were read reads its orders once more, and stays ready", async () => {
  const at = NOW - 30 * DAY_MS;
  const { readyAt } = await getShop(app.pool, app.shopId);
  // As stored before: under the key of then, without lines, its history long read.
  const money = { shopMoney: { amount: "50.0", currencyCode: "EUR" } };
  const node = {
    id: "gid://shopify/Order/1",
    createdAt: iso(at),
    updatedAt: iso(at),
    test: false,
    currencyCode: "EUR",
    totalPriceSet: money,
    customer: { id: `gid://shopify/Customer/${CUSTOMER}` },
    refunds: [],
    lineItems: { nodes: [lineNode(1)], pageInfo: end },
  };
  const before = parseBackfillRecord({ resource: "orders", node: { ...node, lineItems: null } });
  if (before.outcome !== "accepted") throw new Error(before.reason);
  await app.pool.query(
    `INSERT INTO raw_event (shop_id, source, topic, received_at, wire) VALUES ($1, 'backfill', 'orders', $2, $3)`,
    [app.shopId, new Date(at), JSON.stringify(before.wire)],
  );
  await app.pool.query(
    "INSERT INTO dedupe (shop_id, source, key, seen_at) VALUES ($1, 'backfill', $2, $3)",
    [app.shopId, `orders:1:${iso(at)}`, new Date(at)],
  );
  await app.pool.query(
    `INSERT INTO backfill (shop_id, resource, started_at, finished_at, loaded)
     SELECT $1, unnest(ARRAY['customers', 'products', 'orders']), $2, $2, 1`,
    [app.shopId, new Date(at)],
  );
  await ingestAll(app.work(NOW));
  expect(await findShopsToBackfill(app.pool)).not.toContain(app.shopId);

  await app.pool.query(readFileSync(MIGRATION, "utf8"));
  expect(await findShopsToBackfill(app.pool)).toContain(app.shopId);
  const admin = createAdminApi((text) => {
    const nodes = text.includes("query OrdersPage") ? [node] : [];
    const counts = { customers: { count: 0 }, products: { count: 0 }, orders: { count: 1 } };
    const data = text.includes("query Counts") ? counts : { page: { nodes, pageInfo: end } };
    return Promise.resolve(Response.json({ data }));
  });
  const clock = (): number => NOW;
  const sleep = (): Promise<void> => Promise.resolve();
  const options = { pool: app.pool, shopId: app.shopId, admin, clock, sleep, bulk: null };
  expect(await backfillShop(options)).toBe("finished");
  await ingestAll(app.work(NOW));
  const { rows } = await app.pool.query("SELECT line_id FROM order_line WHERE shop_id = $1", [
    app.shopId,
  ]);
  expect(rows).toEqual([{ line_id: "1" }]);
  const backfill = await loadBackfill(app.pool, app.shopId);
  expect(backfill.map(({ finishedAt }) => finishedAt)).toEqual([at, NOW, NOW]);
  expect((await getShop(app.pool, app.shopId)).readyAt).toBe(readyAt);
  expect(await findShopsToBackfill(app.pool)).not.toContain(app.shopId);
});
