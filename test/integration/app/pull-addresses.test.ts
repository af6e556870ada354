import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { loadHashAddress } from "../../../app/services/open-address-key.ts";
import { pullAddresses, PULL_ADDRESSES_EVERY_MS } from "../../../app/services/pull-addresses.ts";
import { setAddressMatching } from "../../../app/services/set-address-matching.ts";
import type { AdminApi } from "../../../app/shopify/admin-api.ts";
import type { Shop } from "../../../dev-store/state/shop.ts";
import { addShop, ingestAll, useAppPool } from "../../support/app-direct.ts";
import { readProfile } from "../../support/app-facts.ts";
import { count, findTraces } from "../../support/app-rows.ts";
import { openDevStoreAdmin } from "../dev-store-admin.ts";
import { startInstalledWorld, type DevStoreWorld } from "../dev-store-client.ts";

const START = Date.parse("2026-11-20T00:00:00Z");
/** For three pages. */
const CUSTOMERS = 230;

const app = useAppPool();
const sealKeys = [randomBytes(32).toString("base64")] as const;
let world: DevStoreWorld;
let dev: Shop;
let shopId = 0;
const now = (): number => world.store.clock.now();
const pass = (ms: number): void => world.store.clock.set(now() + ms);

beforeAll(async () => {
  ({ world, dev } = await startInstalledWorld({ startAt: START, topics: [] }));
  for (let index = 0; index < CUSTOMERS; index += 1) {
    dev.createCustomer({ email: `customer-${index}@example.com` });
    pass(1000);
  }
  dev.createCustomer({ firstName: "No address" });
  pass(600_000);
});
afterAll(() => world.close());

beforeEach(async () => {
  shopId = await addShop(app.pool, `${randomUUID()}.myshopify.com`, { now: now() });
});

const pull = (admin: AdminApi = openDevStoreAdmin(world)) =>
  pullAddresses({
    pool: app.pool,
    shopId,
    admin,
    sealKeys,
    clock: now,
    sleep: () => Promise.resolve(),
  });
const match = (isOn: boolean) =>
  setAddressMatching({ pool: app.pool, shopId, isOn, sealKeys, now: now() });
const countRaw = (): Promise<number> =>
  count(app.pool, "FROM raw_event WHERE shop_id = $1 AND topic = 'customer_addresses'", [shopId]);

test("nothing is asked of Shopify unless the merchant matches addresses", async () => {
  const asked: string[] = [];
  const admin = openDevStoreAdmin(world, (question) => asked.push(question));
  expect(await pull(admin)).toEqual({ outcome: "nothing-due" });
  await match(true);
  await match(false);
  expect(await pull(admin)).toEqual({ outcome: "nothing-due" });
  expect(asked).toEqual([]);
});

test("every customer's address is read once as a hash, and joins the customer", async () => {
  const { id } = dev.createCustomer({ email: "Ada@Example.com" });
  pass(600_000);
  await match(true);
  expect(await pull()).toMatchObject({ outcome: "read", stored: CUSTOMERS + 1 });
  expect(await pull()).toEqual({ outcome: "nothing-due" });
  await ingestAll({ pool: app.pool, shopId, now: now() });
  const hashAddress = await loadHashAddress(app.pool, shopId, sealKeys);
  expect(await readProfile(app.pool, shopId, { kind: "customer", key: id })).toEqual([
    `customer:${id}`,
    `email:${hashAddress?.("email", "ada@example.com")}`,
  ]);
  expect(await findTraces(app.pool, shopId, "xample.com")).toEqual([]);
});

test("a customer who changes is read again, who does not is not", async () => {
  await match(true);
  await pull();
  const before = await countRaw();
  pass(PULL_ADDRESSES_EVERY_MS);
  dev.createCustomer({ email: `new-${randomUUID()}@example.com` });
  pass(PULL_ADDRESSES_EVERY_MS);
  expect(await pull()).toMatchObject({ outcome: "read", customers: 1, stored: 1 });
  expect(await countRaw()).toBe(before + 1);
});

test("a worker that dies between pages leaves the rest to the next", async () => {
  await match(true);
  let pages = 0;
  const dying = openDevStoreAdmin(world, () => {
    pages += 1;
    if (pages === 2) throw new Error("killed");
  });
  await expect(pull(dying)).rejects.toThrow();
  expect(await countRaw()).toBe(100);
  // Until its claim is over, nobody takes its place.
  expect(await pull()).toEqual({ outcome: "nothing-due" });
  pass(180_001);
  expect(await pull()).toMatchObject({ outcome: "read" });
  const all = await countRaw();
  await match(false);
  await match(true);
  await pull();
  // Under the new key every address is another: what was read before is read anew.
  expect(await countRaw()).toBe(2 * all);
});

test("a key that was changed meanwhile gets no hash of the old one", async () => {
  await match(true);
  let pages = 0;
  const admin = openDevStoreAdmin(world, () => {
    pages += 1;
  });
  const turning: AdminApi = {
    ...admin,
    async request(...asked) {
      const answer = await admin.request(...asked);
      if (pages === 2) {
        await match(false);
        await match(true);
      }
      return answer;
    },
  };
  expect(await pull(turning)).toEqual({ outcome: "superseded" });
  expect(await countRaw()).toBe(100);
  const read = await pull();
  expect(read).toMatchObject({ outcome: "read" });
  expect(await countRaw()).toBe(100 + (read.outcome === "read" ? read.stored : 0));
});

test("without a seal key that opens the shop's nothing is read", async () => {
  await match(true);
  const lost = [randomBytes(32).toString("base64")] as const;
  const how = { pool: app.pool, shopId, sealKeys: lost, clock: now };
  const admin = openDevStoreAdmin(world, () => {
    throw new Error("nothing should be asked");
  });
  const sleep = () => Promise.resolve();
  expect(await pullAddresses({ ...how, admin, sleep })).toEqual({ outcome: "no-key" });
});
