import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { startBackfill } from "../../../app/db/backfills.ts";
import { startReconciliation } from "../../../app/db/reconciliations.ts";
import { markUninstalled } from "../../../app/db/shop.ts";
import {
  GRACE_MS,
  RECONCILE_EVERY_MS,
  reconcileShop,
} from "../../../app/services/reconcile-shop.ts";
import { createCapture } from "../../../app/services/create-capture.ts";
import { recordWebhook } from "../../../app/services/record-webhook.ts";
import type { AdminApi } from "../../../app/shopify/admin-api.ts";
import type { Shop } from "../../../dev-store/state/shop.ts";
import { createRandom } from "../../../dev-store/simulation/random.ts";
import { addShop, ingestAll, useAppPool } from "../../support/app-direct.ts";
import { readFacts, type Snapshot } from "../../support/app-snapshot.ts";
import { liveADay } from "../../support/live-a-day.ts";
import "../../support/property-seed.ts";
import { openDevStoreAdmin } from "../dev-store-admin.ts";
import { startInstalledWorld, type DevStoreWorld, type Received } from "../dev-store-client.ts";

const START = Date.parse("2026-11-20T00:00:00Z");
/** Orders for three pages and more. */
const DAY = { seed: "reconcile", customers: 40, products: 20, orders: 110 };

const DAY_RECORDS = DAY.orders + DAY.products + DAY.customers;

const PageSchema = z.object({
  page: z.looseObject({ nodes: z.array(z.looseObject({ id: z.string() })) }),
});

const app = useAppPool();
let world: DevStoreWorld;
let dev: Shop;
/** All that the webhooks of the day told. */
let told: Received[];
let whole: Snapshot;
const now = (): number => world.store.clock.now();
const pass = (ms: number): void => world.store.clock.set(now() + ms);

beforeAll(async () => {
  const topics = ["customers/update", "products/create", "products/update"];
  ({ world, dev } = await startInstalledWorld({ startAt: START, topics }));
  liveADay(dev, world.store.clock, DAY);
  await world.store.webhooks.idle();
  told = [...world.received];
  pass(GRACE_MS + 1000);
  whole = await readRecords(await openShop(told));
});
afterAll(() => world.close());

/** A shop of the app whose history was read at the start of the day, and which heard these webhooks since. */
async function openShop(heard: Received[]): Promise<number> {
  const domain = `${randomUUID()}.myshopify.com`;
  const { pool } = app;
  const shopId = await addShop(pool, domain, { now: START });
  await startBackfill(pool, shopId, START);
  await pool.query("UPDATE backfill SET finished_at = started_at WHERE shop_id = $1", [shopId]);
  await startReconciliation(pool, shopId, START);
  const capture = createCapture(pool);
  for (const { topic, payload } of heard) {
    const delivery = { topic, body: JSON.stringify(payload), webhookId: randomUUID() };
    await recordWebhook({ pool, capture, domain, triggeredAt: null, now: now(), ...delivery });
  }
  await ingestAll({ pool, shopId, now: now() });
  return shopId;
}

/**
 * What can be read again. The path of a price between two tellings cannot; when a customer changed last
 * is nobody's business (see findLostCustomers).
 */
async function readRecords(shopId: number): Promise<Snapshot> {
  const { priceChanges: _, ...facts } = await readFacts(app.pool, shopId);
  const { rows } = await app.pool.query(
    "SELECT customer_id, created_at, deleted_at FROM customer WHERE shop_id = $1 ORDER BY 1",
    [shopId],
  );
  return { ...facts, customers: rows };
}

const sleepless = (): Promise<void> => Promise.resolve();
const reconcile = (shopId: number, admin: AdminApi = openDevStoreAdmin(world)) =>
  reconcileShop({ pool: app.pool, shopId, admin, clock: now, sleep: sleepless });

async function counters(shopId: number): Promise<{ compared: number; repaired: number }> {
  const { rows } = await app.pool.query<{ compared: number; repaired: number }>(
    `SELECT sum(compared)::int AS compared, sum(repaired)::int AS repaired FROM reconciliation
     WHERE shop_id = $1`,
    [shopId],
  );
  return rows[0] ?? { compared: -1, repaired: -1 };
}

/** How many orders, products and customers of the whole day are not as they should be. */
function countLost(snapshot: Snapshot): number {
  const differing = (name: string, key: string): string[] => {
    const found = new Set(snapshot[name]?.map((row) => JSON.stringify(row)));
    return (whole[name] ?? [])
      .filter((row) => !found.has(JSON.stringify(row)))
      .map((row) => String(Reflect.get(Object(row), key)));
  };
  const orders = new Set([...differing("orders", "order_id"), ...differing("refunds", "order_id")]);
  const products = differing("products", "product_id").length;
  return orders.size + products + differing("customers", "customer_id").length;
}

/** A webhook that tells of a record which Shopify can be asked for. */
const MAY_BE_LOST = /^(orders|customers|products|refunds)\//;

test("the day is rich enough for the comparison to mean something", () => {
  expect(new Set(told.map(({ topic }) => topic)).size).toBeGreaterThan(9);
  expect(whole["orders"]).toHaveLength(DAY.orders);
  expect(whole["refunds"]?.length).toBeGreaterThan(20);
  expect(whole["edges"]?.length).toBeGreaterThan(100);
});

test("whatever webhooks are lost, all records end as if none had been, and the counter says how many were repaired", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        seed: fc.integer({ min: 1, max: 1_000_000 }),
        rate: fc.constantFrom(0.05, 0.3, 0.8, 1),
        topics: fc.subarray(["orders", "customers", "products", "refunds"], { minLength: 1 }),
      }),
      async ({ seed, rate, topics }) => {
        const random = createRandom(`lose ${seed}`);
        const heard = told.filter(
          ({ topic }) =>
            !MAY_BE_LOST.test(topic) ||
            !topics.includes(topic.split("/")[0] ?? "") ||
            !random.chance(rate),
        );
        const shopId = await openShop(heard);
        const lost = countLost(await readRecords(shopId));
        expect(await reconcile(shopId)).toMatchObject({ outcome: "compared", repaired: lost });
        await ingestAll({ pool: app.pool, shopId, now: now() });
        expect(await readRecords(shopId)).toEqual(whole);
        expect(await counters(shopId)).toEqual({ compared: DAY_RECORDS, repaired: lost });

        pass(RECONCILE_EVERY_MS);
        expect(await reconcile(shopId)).toEqual({ outcome: "compared", compared: 0, repaired: 0 });
        expect(await counters(shopId)).toEqual({ compared: DAY_RECORDS, repaired: lost });
      },
    ),
    { numRuns: 5, endOnFailure: true },
  );
}, 120_000);

test("a worker that dies at any page leaves no gap, and two that compare at once repair nothing twice", async () => {
  const shopId = await openShop(told.filter(({ topic }) => !MAY_BE_LOST.test(topic)));
  const failed = new Set<string>();
  const mortal = openDevStoreAdmin(world, (question) => {
    if (failed.has(question)) return;
    failed.add(question);
    throw new Error("killed");
  });
  for (;;) {
    const both = await Promise.allSettled([reconcile(shopId, mortal), reconcile(shopId, mortal)]);
    if (both.some(({ status }) => status === "fulfilled")) break;
  }
  // Three pages of orders, one each of customers and products.
  expect(failed.size).toBeGreaterThanOrEqual(5);
  await ingestAll({ pool: app.pool, shopId, now: now() });
  expect(await readRecords(shopId)).toEqual(whole);
  expect((await counters(shopId)).repaired).toBe(DAY_RECORDS);
});

test("what changed a moment ago is left to its webhook, and compared the next time", async () => {
  const shopId = await openShop(told);
  const customer = dev.createCustomer({}, { emit: false });
  pass(GRACE_MS - 1000);
  expect(await reconcile(shopId)).toMatchObject({ repaired: 0 });
  expect(await reconcile(shopId)).toEqual({ outcome: "nothing-due" });
  pass(RECONCILE_EVERY_MS);
  expect(await reconcile(shopId)).toMatchObject({ compared: 1, repaired: 1 });
  dev.deleteCustomer(customer.id, { emit: false });
});

test("what Shopify's search learns of late is found the next time, under the instant at which it happened", async () => {
  const shopId = await openShop(told);
  const customer = dev.createCustomer({}, { emit: false });
  pass(GRACE_MS + 1000);
  const admin = openDevStoreAdmin(world);
  const unaware: AdminApi = {
    async request(document, variables, schema) {
      if (!document.includes("page:")) return admin.request(document, variables, schema);
      const answer = await admin.request(document, variables, PageSchema);
      const { nodes } = answer.page;
      const known = nodes.filter(({ id }) => id !== `gid://shopify/Customer/${customer.id}`);
      return schema.parse({ page: { ...answer.page, nodes: known } });
    },
  };
  expect(await reconcile(shopId, unaware)).toMatchObject({ compared: DAY_RECORDS, repaired: 0 });
  pass(RECONCILE_EVERY_MS);
  expect(await reconcile(shopId)).toMatchObject({ compared: 0, repaired: 1 });
  dev.deleteCustomer(customer.id, { emit: false });
});

test("what waits to be ingested is not taken for lost", async () => {
  const shopId = await openShop([]);
  const { rows } = await app.pool.query<{ domain: string }>(
    "SELECT domain FROM shop WHERE shop_id = $1",
    [shopId],
  );
  const [{ topic, payload }] = told.filter((one) => one.topic === "orders/create") as [Received];
  const delivery = { topic, body: JSON.stringify(payload), webhookId: randomUUID() };
  const domain = rows[0]?.domain ?? "";
  const capture = createCapture(app.pool);
  await recordWebhook({
    pool: app.pool,
    capture,
    domain,
    triggeredAt: null,
    now: now(),
    ...delivery,
  });
  pass(GRACE_MS + 1);
  expect(await reconcile(shopId)).toEqual({ outcome: "ingest-behind" });
  await ingestAll({ pool: app.pool, shopId, now: now() });
  expect(await reconcile(shopId)).toMatchObject({ outcome: "compared" });
});

test("it asks nothing of a shop that left, and leaves half of the bucket to others", async () => {
  const shopId = await openShop([]);
  world.store.faults.graphql = { throttleNext: 1 };
  const naps: number[] = [];
  const sleep = (ms: number): Promise<void> => {
    naps.push(ms);
    return Promise.resolve();
  };
  const admin = openDevStoreAdmin(world);
  const options = { pool: app.pool, shopId, admin, clock: now, sleep };
  expect(await reconcileShop(options)).toMatchObject({ outcome: "compared" });
  expect(naps).toHaveLength(1);
  await markUninstalled(app.pool, shopId, now());
  pass(RECONCILE_EVERY_MS);
  const unasked = openDevStoreAdmin(world, () => expect.unreachable("nothing may be asked"));
  expect(await reconcile(shopId, unasked)).toEqual({ outcome: "shop-uninstalled" });
});
