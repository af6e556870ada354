import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startBackfill } from "../../../app/db/backfills.ts";
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
import { redact } from "../../../app/services/redact.ts";
import { setAddressMatching } from "../../../app/services/set-address-matching.ts";
import { SCOPES } from "../../../app/shopify/scopes.ts";
import type { Shop } from "../../../dev-store/state/shop.ts";
import { addShop, ingestAll, useAppPool } from "../../support/app-direct.ts";
import { findTraces } from "../../support/app-rows.ts";
import { openDevStoreAdmin } from "../dev-store-admin.ts";
import { SHOP, startWorld, type DevStoreWorld } from "../dev-store-client.ts";

const START = Date.parse("2026-11-20T00:00:00Z");
const HOUR_MS = 3_600_000;
const LINES = [{ title: "Mug", quantity: 1, priceMinor: 2000 }];
const TOPICS = ["customers/update", "orders/fulfilled"];

const app = useAppPool();
const sealKeys = [randomBytes(32).toString("base64")];
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
  world = await startWorld({ scopes: SCOPES.join(","), startAt: START, topics: TOPICS });
  world.store.clock.setSpeed(0);
  dev = world.store.createShop({ domain: SHOP, plan: "plus", currency: "EUR" });
  await dev.installApp();
});
afterAll(() => world.close());

/** Somebody with a tag of ours, one of the merchant's and an order, who was erased an hour later. */
beforeEach(async () => {
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
  const whom = { scope: "customer" as const, customerId: ada.id, orderIds: [] };
  const erasing = { pool: app.pool, shopId, deleteSessions: () => Promise.resolve(), now: now() };
  expect(await redact({ ...erasing, ...whom })).toBe("erased");
  expect(await tracesOf(ada.id)).toEqual([]);
});

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
