import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { withShopLock } from "../../../app/db/locks.ts";
import { saveDesiredFields } from "../../../app/db/metafield-states.ts";
import { getShop } from "../../../app/db/shop.ts";
import { saveDesiredTags } from "../../../app/db/tag-states.ts";
import { readPrivacyRequests } from "../../../app/queries/read-privacy-requests.ts";
import { cleanThenRedact, GIVE_UP_AFTER_MS } from "../../../app/services/clean-then-redact.ts";
import { createCapture } from "../../../app/services/create-capture.ts";
import { defineMetafields } from "../../../app/services/define-metafields.ts";
import type { Enqueue } from "../../../app/services/enqueue.ts";
import { eraseCustomerNow } from "../../../app/services/erase-customer.ts";
import { recordWebhook } from "../../../app/services/record-webhook.ts";
import { setMetafields } from "../../../app/services/set-metafields.ts";
import { syncMetafields } from "../../../app/services/sync-metafields.ts";
import { syncTags } from "../../../app/services/sync-tags.ts";
import { AdminApiError, type AdminApi } from "../../../app/shopify/admin-api.ts";
import type { Shop } from "../../../dev-store/state/shop.ts";
import { addShop, ingestAll, useAppPool } from "../../support/app-direct.ts";
import { findTraces } from "../../support/app-rows.ts";
import { openDevStoreAdmin } from "../dev-store-admin.ts";
import { startInstalledWorld, type DevStoreWorld } from "../dev-store-client.ts";

const START = Date.parse("2026-11-20T00:00:00Z");
const app = useAppPool();
let world: DevStoreWorld;
let dev: Shop;
let shopId = 0;
let ada = "";
let jobs: { shopId: number; erasureKey: string }[] = [];
const now = (): number => world.store.clock.now();
const pass = (ms: number): void => world.store.clock.set(now() + ms);
const tracesOf = async (id: string): Promise<string[]> =>
  (await findTraces(app.pool, shopId, id)).map(({ table }) => table);
const inShopify = () => ({
  tags: dev.customerTags(ada),
  fields: Object.keys(dev.customerMetafields(ada)).length,
});

beforeAll(async () => {
  ({ world, dev } = await startInstalledWorld({ startAt: START }));
});
afterAll(() => world.close());

/** A customer with a tag and two fields of ours, and a tag of the merchant's. */
beforeEach(async () => {
  jobs = [];
  const domain = `${randomUUID()}.myshopify.com`;
  shopId = await addShop(app.pool, domain, { now: now() });
  ada = dev.createCustomer({}).id;
  dev.setCustomerTags(ada, ["gold"]);
  const told = { pool: app.pool, capture: createCapture(app.pool), domain, now: now() };
  await recordWebhook({
    ...told,
    ...{ topic: "customers/create", triggeredAt: null, webhookId: randomUUID() },
    body: JSON.stringify({ id: Number(ada), created_at: new Date(now()).toISOString() }),
  });
  await ingestAll({ pool: app.pool, shopId, now: now() });
  const { pool } = app;
  const admin = openDevStoreAdmin(world);
  await setMetafields({ pool, shopId, isOn: true, now: now() });
  await defineMetafields({ pool, shopId, admin, clock: now });
  const desired = { intent: "50", rfm_group: "new" };
  await saveDesiredTags(pool, shopId, [{ customerId: ada, desired: ["kindling:vip"] }], now());
  await saveDesiredFields(pool, shopId, [{ customerId: ada, desired }], now());
  await write(admin);
  expect(inShopify()).toEqual({ tags: ["gold", "kindling:vip"], fields: 2 });
});

/** A turn of both writers. */
async function write(admin = openDevStoreAdmin(world)): Promise<string[]> {
  const { pool } = app;
  const shop = await getShop(pool, shopId);
  const tags = await syncTags({ pool, shop, admin, clock: now, minMinutes: null });
  const fields = await syncMetafields({ pool, shopId, admin, clock: now });
  return [tags.outcome, fields.outcome];
}

async function order(): Promise<void> {
  const enqueue: Enqueue = (_db, { payload }) => {
    if ("erasureKey" in payload) jobs.push(payload);
    return Promise.resolve();
  };
  await eraseCustomerNow({ pool: app.pool, enqueue, shopId, customerId: ada, now: now() });
}

/** Large with a single event: people are looked for before the lock. */
const LARGE = { many: 0, latest: 0, huge: Number.MAX_SAFE_INTEGER };

/** What a worker does with the job, as often as the queue gives it. */
function carryOut(admin: AdminApi = openDevStoreAdmin(world), more: { sizes?: typeof LARGE } = {}) {
  const [job] = jobs;
  if (job === undefined) throw new Error("nothing is in the queue");
  const deleteSessions = () => Promise.resolve();
  const openAdmin = () => Promise.resolve(admin);
  return cleanThenRedact({
    ...{ pool: app.pool, deleteSessions, openAdmin, now: now() },
    ...job,
    ...more,
  });
}

/** $1 is the shop, $2 the time. */
const change = (sql: string) =>
  app.pool.query(sql, sql.includes("$2") ? [shopId, new Date(now())] : [shopId]);

const receipts = async () => (await readPrivacyRequests({ shopId }, app.pool)).receipts;

test("who is erased carries no tag and no field of ours, and the merchant's tag stays", async () => {
  await order();
  expect(JSON.stringify(jobs)).not.toContain(ada);
  expect(await carryOut()).toBe("erased");
  expect(inShopify()).toEqual({ tags: ["gold"], fields: 0 });
  expect(await tracesOf(ada)).toEqual([]);
  expect(await receipts()).toMatchObject([{ topic: "merchant/erase", outcome: "erased" }]);
  await write();
  expect(inShopify()).toEqual({ tags: ["gold"], fields: 0 });
});

test("what stands there is taken off, whatever was noted, also under a prefix of before", async () => {
  dev.setCustomerTags(ada, ["gold", "kindling:vip", "old:vip", "kindling:by-hand"]);
  await change("UPDATE shop SET former_prefixes = '{old:}' WHERE shop_id = $1");
  await change(
    "UPDATE tag_state SET written = '{}', in_doubt = true, needs_check = true WHERE shop_id = $1",
  );
  await change("DELETE FROM metafield_state WHERE shop_id = $1");
  await order();
  expect(await carryOut()).toBe("erased");
  expect(inShopify()).toEqual({ tags: ["gold"], fields: 0 });
});

test("nothing is written between the removal and the erasure", async () => {
  await change(
    "UPDATE tag_state SET desired = '{kindling:late}', write_at = $2 WHERE shop_id = $1",
  );
  await change("UPDATE metafield_state SET write_at = $2, in_doubt = true WHERE shop_id = $1");
  const turns: string[][] = [];
  const devStore = openDevStoreAdmin(world);
  const admin: AdminApi = {
    async request(...asked) {
      const answer = await devStore.request(...asked);
      turns.push(await write());
      return answer;
    },
  };
  await order();
  expect(await carryOut(admin)).toBe("erased");
  expect(turns.length).toBeGreaterThan(2);
  expect(new Set(turns.flat())).toEqual(new Set(["busy"]));
  expect(inShopify()).toEqual({ tags: ["gold"], fields: 0 });
});

test("while a bulk operation may write their tags nothing is taken off, and nothing erased", async () => {
  await change("UPDATE tag_state SET load_line = 0 WHERE shop_id = $1");
  await order();
  await expect(carryOut()).rejects.toThrow("bulk operation");
  expect(inShopify().fields).toBe(2);
  expect(await tracesOf(ada)).toContain("profile");
  await change("UPDATE tag_state SET load_line = NULL WHERE shop_id = $1");
  expect(await carryOut()).toBe("erased");
  expect(inShopify()).toEqual({ tags: ["gold"], fields: 0 });
});

test("what Shopify does not take off is tried again for a day, and then the merchant reads that nothing was erased", async () => {
  const fault = { kind: "http", status: 503 } as const;
  const down: AdminApi = { request: () => Promise.reject(new AdminApiError(fault, "down")) };
  await order();
  await expect(carryOut(down)).rejects.toThrow("down");
  pass(GIVE_UP_AFTER_MS - 1);
  await expect(carryOut(down)).rejects.toThrow("down");
  expect(await receipts()).toEqual([]);
  pass(1);
  expect(await carryOut(down)).toBe("not-cleaned");
  expect(await receipts()).toMatchObject([{ outcome: "not-cleaned", groups: [] }]);
  expect(await tracesOf(ada)).toContain("profile");
  expect(inShopify()).toEqual({ tags: ["gold", "kindling:vip"], fields: 2 });
  // And again, once Shopify is there.
  jobs = [];
  await order();
  expect(await carryOut()).toBe("erased");
  expect(await tracesOf(ada)).toEqual([]);
});

test("a removal that Shopify refuses erases nothing", async () => {
  const devStore = openDevStoreAdmin(world);
  const admin: AdminApi = {
    async request(document, variables, schema, onBucket) {
      if (!document.includes("tagsRemove"))
        return devStore.request(document, variables, schema, onBucket);
      return schema.parse({ remove0: { userErrors: [{ message: "Not just now" }] } });
    },
  };
  await order();
  await expect(carryOut(admin)).rejects.toThrow("Not just now");
  expect(await tracesOf(ada)).toContain("tag_state");
});

test("an order that is put off once Shopify was cleaned is cleaned again at its next turn, and loses nothing", async () => {
  const carryOutInLarge = () => carryOut(openDevStoreAdmin(world), { sizes: LARGE });
  await order();
  const others = { work: "erasure", shopId } as const;
  const turn = await withShopLock(app.pool, others, carryOutInLarge);
  expect(turn).toEqual({ outcome: "done", result: "put-off" });
  expect(inShopify()).toEqual({ tags: ["gold"], fields: 0 });
  expect(await tracesOf(ada)).toContain("profile");
  const { open, receipts: none } = await readPrivacyRequests({ shopId }, app.pool);
  expect(open).toMatchObject([{ topic: "merchant/erase" }]);
  expect(none).toEqual([]);
  // Scored meanwhile, they are written to once more.
  pass(10 * 60_000);
  const { pool } = app;
  const desired = { intent: "60", rfm_group: "new" };
  await saveDesiredTags(pool, shopId, [{ customerId: ada, desired: ["kindling:late"] }], now());
  await saveDesiredFields(pool, shopId, [{ customerId: ada, desired }], now());
  await write();
  expect(inShopify()).toEqual({ tags: ["gold", "kindling:late"], fields: 1 });
  expect(await carryOutInLarge()).toBe("erased");
  expect(inShopify()).toEqual({ tags: ["gold"], fields: 0 });
  expect(await tracesOf(ada)).toEqual([]);
  expect(await receipts()).toMatchObject([{ topic: "merchant/erase", outcome: "erased" }]);
});

test("of who is gone from Shopify, or where the app is, there is nothing to take off", async () => {
  dev.deleteCustomer(ada, { emit: false });
  await order();
  expect(await carryOut()).toBe("erased");
  await change("UPDATE shop SET status = 'uninstalled' WHERE shop_id = $1");
  jobs = [];
  await order();
  const unasked: AdminApi = { request: () => Promise.reject(new Error("nothing may be asked")) };
  expect(await carryOut(unasked)).toBe("nothing-known");
});
