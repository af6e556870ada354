import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { loadBackfill } from "../../../app/db/backfills.ts";
import { getShop, markUninstalled } from "../../../app/db/shop.ts";
import { backfillShop } from "../../../app/services/backfill-shop.ts";
import { ingestShop } from "../../../app/services/ingest-shop.ts";
import { installShop } from "../../../app/services/install-shop.ts";
import { createCapture } from "../../../app/services/create-capture.ts";
import { recordWebhook } from "../../../app/services/record-webhook.ts";
import { createAdminApi, type AdminApi } from "../../../app/shopify/admin-api.ts";
import { SCOPES } from "../../../app/shopify/scopes.ts";
import type { Shop } from "../../../dev-store/state/shop.ts";
import { count } from "../../support/app-rows.ts";
import { ingestAll, scoreAll, useAppPool } from "../../support/app-direct.ts";
import { openDevStoreAdmin } from "../dev-store-admin.ts";
import { SHOP, startWorld, type DevStoreWorld } from "../dev-store-client.ts";

const CUSTOMERS = 560;
const PRODUCTS = 230;
const ORDERS = 170;
const DAY_MS = 24 * 3_600_000;
/** Pages of 250 customers, 100 products and 100 orders, and the one request for the counts. */
const PAGES = 3 + 3 + 2;

const app = useAppPool();
let world: DevStoreWorld;
let dev: Shop;
const now = (): number => world.store.clock.now();

beforeAll(async () => {
  world = await startWorld({ scopes: SCOPES.join(",") });
  dev = world.store.createShop({ domain: SHOP, plan: "plus", currency: "EUR" });
  const past = now() - 20 * DAY_MS;
  const silent = { emit: false, at: past };
  dev.batch(() => {
    const ids = Array.from({ length: CUSTOMERS }, () => dev.createCustomer({}, silent).id);
    for (let index = 0; index < PRODUCTS; index += 1) {
      dev.createProduct({ title: `Product ${index}`, priceMinor: 100 + index }, silent);
    }
    for (let index = 0; index < ORDERS; index += 1) {
      const lines = [{ title: "Mug", quantity: 1, priceMinor: 1000 + index * 10 }];
      const customerId = index % 10 === 0 ? null : (ids[index] ?? null);
      dev.createOrder({ customerId, lines, createdAt: past }, silent);
    }
  });
  await dev.installApp();
});
afterAll(() => world.close());

const openAdmin = (before?: (question: string) => void): AdminApi =>
  openDevStoreAdmin(world, before);

let shopId: number;
let domain: string;
beforeEach(async () => {
  domain = `${randomUUID()}.myshopify.com`;
  const row = await installShop({ pool: app.pool, admin: openAdmin(), domain, now: now() });
  shopId = row.shopId;
});

const PageSchema = z.object({
  page: z.looseObject({ nodes: z.array(z.unknown()) }),
});

const naps: number[] = [];
const sleep = (ms: number): Promise<void> => {
  naps.push(ms);
  return Promise.resolve();
};
const backfill = (admin: AdminApi) =>
  backfillShop({ pool: app.pool, shopId, admin, clock: now, sleep, bulk: null });
const isReady = async (): Promise<boolean> => (await getShop(app.pool, shopId)).readyAt !== null;
const countRows = (table: string): Promise<number> =>
  count(app.pool, `FROM ${table} WHERE shop_id = $1`, [shopId]);

test("it goes on where it stopped, at whichever page that was: none is lost, none is counted twice", async () => {
  const failed = new Set<string>();
  const asked: string[] = [];
  const admin = openAdmin((question) => {
    asked.push(question);
    if (failed.has(question)) return;
    failed.add(question);
    throw new Error("the connection broke");
  });
  let tries = 0;
  for (;;) {
    tries += 1;
    const outcome = await backfill(admin).catch(() => "failed");
    if (outcome !== "failed") break;
  }
  expect(tries).toBe(1 + PAGES + 1);
  const pages = asked.filter((question) => !question.startsWith("Counts"));
  // Each page was asked for twice: when it failed, and when it was read.
  expect(pages.toSorted()).toEqual([...new Set(pages), ...new Set(pages)].toSorted());
  expect(await countRows("raw_event")).toBe(CUSTOMERS + PRODUCTS + ORDERS);
  expect(await loadBackfill(app.pool, shopId)).toMatchObject([
    { resource: "customers", loaded: CUSTOMERS, total: CUSTOMERS, finishedAt: expect.any(Number) },
    { resource: "products", loaded: PRODUCTS, total: PRODUCTS, finishedAt: expect.any(Number) },
    { resource: "orders", loaded: ORDERS, total: ORDERS, finishedAt: expect.any(Number) },
  ]);
  expect(await backfill(admin)).toBe("already-finished");
  expect(await countRows("raw_event")).toBe(CUSTOMERS + PRODUCTS + ORDERS);
});

test("the shop is ready only when all of it is ingested, and until then nobody gets a tag", async () => {
  let requests = 0;
  const admin = openAdmin(() => {
    requests += 1;
    // A try of three requests, as if the worker were killed again and again.
    if (requests % 4 === 0) throw new Error("killed");
  });
  for (;;) {
    const outcome = await backfill(admin).catch(() => "failed");
    await ingestShop({ pool: app.pool, shopId, now: now(), limit: 150 });
    await scoreAll({ pool: app.pool, shopId, now: now() });
    expect(await countRows("segment_membership")).toBe(0);
    expect(await countRows("tag_state")).toBe(0);
    expect(await isReady()).toBe(false);
    if (outcome !== "failed") break;
  }
  for (;;) {
    const left = await count(
      app.pool,
      "FROM raw_event WHERE shop_id = $1 AND ingested_at IS NULL",
      [shopId],
    );
    expect(await isReady()).toBe(left === 0);
    if (left === 0) break;
    expect(await countRows("tag_state")).toBe(0);
    await ingestShop({ pool: app.pool, shopId, now: now(), limit: 150 });
  }
  await scoreAll({ pool: app.pool, shopId, now: now() });
  expect(await countRows("customer")).toBe(CUSTOMERS);
  expect(await countRows("product")).toBe(PRODUCTS);
  expect(await countRows("customer_order")).toBe(ORDERS);
  expect(await countRows("segment_membership")).toBeGreaterThan(0);
  const wanted = "FROM tag_state WHERE shop_id = $1 AND write_at IS NOT NULL";
  expect(await count(app.pool, wanted, [shopId])).toBeGreaterThan(0);
});

test("an order that a webhook told during the backfill is counted once", async () => {
  const order = [...dev.orders()].find(({ customerId }) => customerId !== null);
  const told = new Date(order?.createdAt ?? 0).toISOString();
  const body = JSON.stringify({
    id: Number(order?.id),
    created_at: told,
    updated_at: told,
    currency: "EUR",
    total_price: "10.00",
    customer: { id: Number(order?.customerId) },
  });
  const capture = createCapture(app.pool);
  const delivery = { pool: app.pool, capture, domain, triggeredAt: null, body, now: now() };
  await recordWebhook({ ...delivery, topic: "orders/create", webhookId: "first" });
  await ingestAll({ pool: app.pool, shopId, now: now() });
  await backfill(openAdmin());
  await recordWebhook({ ...delivery, topic: "orders/updated", webhookId: "second" });
  await ingestAll({ pool: app.pool, shopId, now: now() });
  const { rows } = await app.pool.query(
    `SELECT sum(count)::int AS count FROM signal_slot JOIN identity USING (shop_id, identity_id)
     WHERE shop_id = $1 AND kind = 'customer' AND key = $2 AND signal = 'order_placed'`,
    [shopId, order?.customerId],
  );
  expect(rows).toEqual([{ count: 1 }]);
  expect(await countRows("customer_order")).toBe(ORDERS);
});

describe("a backfill with nothing new", () => {
  test("ends ready all the same: an empty shop has no event that would tell it", async () => {
    const empty = createAdminApi((document) =>
      Promise.resolve(
        Response.json({
          data: document.includes("query Counts")
            ? { customers: { count: 0 }, products: { count: 0 }, orders: { count: 0 } }
            : { page: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } } },
        }),
      ),
    );
    expect(await backfill(empty)).toBe("finished");
    expect(await isReady()).toBe(true);
  });

  test("ends ready all the same: after a reinstall all its records are known", async () => {
    await backfill(openAdmin());
    await ingestAll({ pool: app.pool, shopId, now: now() });
    expect(await isReady()).toBe(true);
    await markUninstalled(app.pool, shopId, now());
    const options = { pool: app.pool, admin: openAdmin(), domain, now: now() };
    expect((await installShop(options)).shopId).toBe(shopId);
    expect(await isReady()).toBe(false);
    expect(await backfill(openAdmin())).toBe("finished");
    expect(await isReady()).toBe(true);
    expect(await countRows("raw_event")).toBe(CUSTOMERS + PRODUCTS + ORDERS);
  });
});

test("it waits as long as Shopify says when the bucket is dry", async () => {
  naps.length = 0;
  world.store.faults.graphql = { throttleNext: 2 };
  expect(await backfill(openAdmin())).toBe("finished");
  expect(naps).toHaveLength(2);
  for (const nap of naps) expect(nap).toBeGreaterThan(0);
});

test("it reads nothing of a shop that left", async () => {
  await markUninstalled(app.pool, shopId, now());
  const admin = openAdmin(() => expect.unreachable("nothing may be asked"));
  expect(await backfill(admin)).toBe("shop-uninstalled");
});

test("a record that cannot be read is kept with the reason, and the rest is read past it", async () => {
  const admin = openAdmin();
  let broken = 0;
  const spoiling: AdminApi = {
    async request(document, variables, schema) {
      const answer = await admin.request(document, variables, schema);
      const page = PageSchema.safeParse(answer);
      if (page.success && broken === 0) {
        broken += 1;
        page.data.page.nodes[0] = { id: "no id at all", email: "ada@example.com" };
        return schema.parse(page.data);
      }
      return answer;
    },
  };
  expect(await backfill(spoiling)).toBe("finished");
  expect(await countRows("raw_event")).toBe(CUSTOMERS + PRODUCTS + ORDERS);
  const { rows } = await app.pool.query<{ error: string; wire: object }>(
    "SELECT error, wire FROM raw_event WHERE shop_id = $1 AND error IS NOT NULL",
    [shopId],
  );
  expect(rows).toEqual([{ error: expect.stringContaining("customers: id"), wire: {} }]);
});
