import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startBackfill } from "../../../app/db/backfills.ts";
import { addPrivacyRequest } from "../../../app/db/privacy-requests.ts";
import { startReconciliation } from "../../../app/db/reconciliations.ts";
import { setWatchedTags } from "../../../app/db/watched-tags.ts";
import { backfillShop } from "../../../app/services/backfill-shop.ts";
import { createCapture } from "../../../app/services/create-capture.ts";
import { pullAddresses } from "../../../app/services/pull-addresses.ts";
import { readWatchedTags } from "../../../app/services/read-watched-tags.ts";
import {
  GRACE_MS,
  RECONCILE_EVERY_MS,
  reconcileShop,
} from "../../../app/services/reconcile-shop.ts";
import { recordWebhook } from "../../../app/services/record-webhook.ts";
import { redact, type RedactOutcome } from "../../../app/services/redact.ts";
import { setAddressMatching } from "../../../app/services/set-address-matching.ts";
import type { Shop } from "../../../dev-store/state/shop.ts";
import { addShop, ingestAll, useAppPool } from "../../support/app-direct.ts";
import { countWaiting, findTraces } from "../../support/app-rows.ts";
import { interruptedPool } from "../../support/dying-pool.ts";
import { openDevStoreAdmin } from "../dev-store-admin.ts";
import { startInstalledWorld, type DevStoreWorld } from "../dev-store-client.ts";

const START = Date.parse("2026-11-20T00:00:00Z");
const HOUR_MS = 3_600_000;
const LINES = [{ title: "Mug", quantity: 1, priceMinor: 2000 }];
const TOPICS = ["customers/update", "orders/fulfilled"];

const app = useAppPool();
const sealKeys = [randomBytes(32).toString("base64")] as const;
let world: DevStoreWorld;
let dev: Shop;
let shopId = 0;
let domain = "";
let ada = { id: "", orderId: "" };
let heard = 0;
const now = (): number => world.store.clock.now();
const pass = (ms: number): void => world.store.clock.set(now() + ms);
const sleep = (): Promise<void> => Promise.resolve();
const work = () => ({ pool: app.pool, shopId, admin: openDevStoreAdmin(world), clock: now, sleep });
const tracesOf = async (id: string): Promise<string[]> =>
  (await findTraces(app.pool, shopId, id)).map(({ table }) => table);

beforeAll(async () => {
  ({ world, dev } = await startInstalledWorld({ startAt: START, topics: TOPICS }));
});
afterAll(() => world.close());

/** Somebody with a tag of ours, one of the merchant's and an order, who was erased an hour later. */
beforeEach(async () => {
  // What happened in other tests is compared in none of the next.
  pass(HOUR_MS);
  domain = `${randomUUID()}.myshopify.com`;
  shopId = await addShop(app.pool, domain, { now: now() });
  await startBackfill(app.pool, shopId, now());
  await app.pool.query("UPDATE backfill SET finished_at = started_at WHERE shop_id = $1", [shopId]);
  await startReconciliation(app.pool, shopId, now());
  heard = world.received.length;
  const { id } = dev.createCustomer({ email: `${randomUUID()}@example.com` });
  dev.setCustomerTags(id, ["kindling:vip", "gold"]);
  ada = { id, orderId: dev.createOrder({ customerId: id, lines: LINES }).id };
  pass(HOUR_MS);
  await hear();
  expect(await tracesOf(ada.id)).toContain("customer_order");
  expect(await erase(ada.id)).toBe("erased");
  expect(await tracesOf(ada.id)).toEqual([]);
});

/** The request, and what a worker does with it, as often as the queue gives it. */
async function ask(customerId: string): Promise<() => Promise<RedactOutcome>> {
  const requestKey = randomUUID();
  await addPrivacyRequest(app.pool, shopId, {
    ...{ requestKey, topic: "customers/redact", receivedAt: now() - 1 },
    ...{ customerId, orderIds: [], clientId: null },
  });
  const deleteSessions = () => Promise.resolve();
  return () => redact({ pool: app.pool, shopId, deleteSessions, requestKey, now: now() });
}

const erase = async (customerId: string) => (await ask(customerId))();

/** Takes in what Shopify told since the last time. */
async function hear(): Promise<void> {
  await world.store.webhooks.idle();
  const capture = createCapture(app.pool);
  for (const { topic, payload } of world.received.slice(heard)) {
    const delivery = { topic, body: JSON.stringify(payload), webhookId: randomUUID() };
    const told = { domain, triggeredAt: null, now: now(), ...delivery };
    expect(await recordWebhook({ pool: app.pool, capture, ...told })).toMatchObject({
      outcome: "recorded",
    });
  }
  heard = world.received.length;
  await ingestAll({ pool: app.pool, shopId, now: now() });
}

/** One webhook, without all others that Shopify sends with it. */
const tellAlone = (topic: string, body: object) =>
  recordWebhook({
    ...{ pool: app.pool, capture: createCapture(app.pool), domain, now: now() },
    ...{ topic, triggeredAt: new Date(now()).toISOString(), webhookId: randomUUID() },
    body: JSON.stringify(body),
  });

async function reconcile() {
  pass(Math.max(GRACE_MS, RECONCILE_EVERY_MS) + 1000);
  const result = await reconcileShop(work());
  await ingestAll({ pool: app.pool, shopId, now: now() });
  return result;
}

test("what Shopify tells once more of somebody who was erased, and a comparison that misses them, bring nothing back", async () => {
  // The echo of the tags that an erasure takes off, an old order that goes on its way, and a note of the merchant's.
  dev.setCustomerTags(ada.id, []);
  dev.fulfillOrder(ada.orderId);
  dev.updateCustomer(ada.id, { firstName: "Ada" });
  await hear();
  expect(await tracesOf(ada.id)).toEqual([]);
  for (let round = 0; round < 2; round += 1) {
    expect(await reconcile()).toMatchObject({ outcome: "compared", repaired: 0 });
    expect(await tracesOf(ada.id)).toEqual([]);
    expect(await tracesOf(ada.orderId)).toEqual([]);
  }
});

test("customers and orders whose webhooks were lost are found all the same, from before the erasure too", async () => {
  const lost = dev.createCustomer({}, { emit: false, at: now() - HOUR_MS / 2 });
  const order = dev.createOrder(
    { customerId: lost.id, lines: LINES, createdAt: now() - HOUR_MS / 2 },
    { emit: false, at: now() - HOUR_MS / 2 },
  );
  const since = dev.createCustomer({}, { emit: false });
  expect(await reconcile()).toMatchObject({ repaired: 3 });
  for (const id of [lost.id, since.id]) expect(await tracesOf(id)).toContain("customer");
  expect(await tracesOf(order.id)).toContain("customer_order");
  expect(await tracesOf(ada.id)).toEqual([]);
});

test("who orders again is known again by that, and what was erased stays so", async () => {
  pass(1000);
  const again = dev.createOrder({ customerId: ada.id, lines: LINES });
  await hear();
  expect(await tracesOf(ada.id)).toContain("profile");
  dev.fulfillOrder(ada.orderId);
  await hear();
  expect(await reconcile()).toMatchObject({ repaired: 1 });
  expect(await tracesOf(ada.id)).toContain("customer");
  expect(await tracesOf(again.id)).toContain("customer_order");
  expect(await tracesOf(ada.orderId)).toEqual([]);
});

test("a history that is read anew, the matching of addresses and a tag that is watched bring nothing back", async () => {
  const bea = dev.createCustomer({ email: `${randomUUID()}@example.com` });
  dev.setCustomerTags(bea.id, ["gold"]);
  pass(HOUR_MS);
  const matching = { pool: app.pool, shopId, isOn: true, sealKeys, now: now() };
  await setAddressMatching(matching);
  expect(await pullAddresses({ ...work(), sealKeys })).toMatchObject({ outcome: "read" });
  await setWatchedTags(app.pool, shopId, { tags: ["gold"], now: now() });
  await readWatchedTags(work());
  await startBackfill(app.pool, shopId, now());
  expect(await backfillShop({ ...work(), bulk: null })).toBe("finished");
  await ingestAll({ pool: app.pool, shopId, now: now() });
  expect(await tracesOf(bea.id)).toEqual(
    expect.arrayContaining(["customer", "customer_tag", "raw_event"]),
  );
  expect(await tracesOf(ada.id)).toEqual([]);
  expect(await tracesOf(ada.orderId)).toEqual([]);
});

test.each(["waits to be taken in", "could not be read", "was not told of yet"])(
  "an order that %s is erased with its customer for good",
  async (state) => {
    const lost = dev.createCustomer({}, { emit: false });
    const order = dev.createOrder({ customerId: lost.id, lines: LINES }, { emit: false });
    const told = { order_id: Number(order.id), created_at: new Date(now()).toISOString() };
    const tellRefund = (id: number) => tellAlone("refunds/create", { id, ...told });
    pass(Math.max(GRACE_MS, RECONCILE_EVERY_MS) + 1000);
    if (state !== "was not told of yet") {
      expect(await reconcileShop(work())).toMatchObject({ repaired: 2 });
      await tellRefund(77);
    } else {
      dev.setCustomerTags(lost.id, ["gold"]);
      await hear();
    }
    if (state === "could not be read")
      await app.pool.query(
        "UPDATE raw_event SET ingested_at = $2, error = 'torn' WHERE shop_id = $1 AND ingested_at IS NULL AND topic LIKE 'orders%'",
        [shopId, new Date(now())],
      );
    expect((await tracesOf(lost.id)).length).toBeGreaterThan(0);
    expect(await erase(lost.id)).toBe("erased");
    expect(await tracesOf(order.id)).toEqual([]);
    dev.fulfillOrder(order.id);
    dev.refundOrder(order.id, { amountMinor: 500 });
    await hear();
    await reconcile();
    await tellRefund(78);
    await hear();
    expect(await tracesOf(lost.id)).toEqual([]);
    expect(await tracesOf(order.id)).toEqual([]);
  },
);

test("who was merged into a customer is erased with them, also where that waits to be taken in", async () => {
  const [kept, gone] = [dev.createCustomer({}), dev.createCustomer({})];
  await hear();
  const merged = {
    admin_graphql_api_customer_kept_id: `gid://shopify/Customer/${kept.id}`,
    admin_graphql_api_customer_deleted_id: `gid://shopify/Customer/${gone.id}`,
    status: "completed",
  };
  await tellAlone("customers/merge", merged);
  const carryOut = await ask(kept.id);
  expect(await carryOut()).toBe("ingest-behind");
  await ingestAll({ pool: app.pool, shopId, now: now() });
  expect(await carryOut()).toBe("erased");
  for (const id of [kept.id, gone.id]) expect(await tracesOf(id)).toEqual([]);
});

test("an erasure waits for a history that is being stored by who took the customer for known", async () => {
  const bea = dev.createCustomer({});
  const order = dev.createOrder({ customerId: bea.id, lines: LINES });
  await hear();
  await startBackfill(app.pool, shopId, now());
  const erasures: Promise<unknown>[] = [];
  const pool = interruptedPool(app.pool, /INSERT INTO dedupe/, async () => {
    if (erasures.length > 0) return;
    const erasing = erase(bea.id);
    erasures.push(erasing);
    const isHeldUp = expect
      .poll(() => countWaiting(app.pool), { timeout: 5000 })
      .toBeGreaterThan(0);
    await Promise.race([erasing, isHeldUp]);
  });
  expect(await backfillShop({ ...work(), pool, bulk: null })).toBe("finished");
  expect(await Promise.all(erasures)).toEqual(["erased"]);
  await ingestAll({ pool: app.pool, shopId, now: now() });
  for (const id of [bea.id, order.id]) expect(await tracesOf(id)).toEqual([]);
});
