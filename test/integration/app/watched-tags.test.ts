import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { loadCustomerTags } from "../../../app/db/customer-tags.ts";
import { findShopsToReadTags, setWatchedTags } from "../../../app/db/watched-tags.ts";
import { readWatchedTags, SEARCH_LAG_MS } from "../../../app/services/read-watched-tags.ts";
import type { Shop } from "../../../dev-store/state/shop.ts";
import { deliver } from "../../support/deliver.ts";
import { addShop, ingestAll, useAppPool } from "../../support/app-direct.ts";
import { count, findTraces } from "../../support/app-rows.ts";
import { openDevStoreAdmin } from "../dev-store-admin.ts";
import { startInstalledWorld, type DevStoreWorld } from "../dev-store-client.ts";

const START = Date.parse("2026-11-20T00:00:00Z");
/** For two pages. */
const CUSTOMERS = 260;
const TAG = "it's a \\ VIP";
const KEY = TAG.toLowerCase();

const app = useAppPool();
let world: DevStoreWorld;
let dev: Shop;
let shopId = 0;
let domain = "";
const customers: string[] = [];
const now = (): number => world.store.clock.now();
const pass = (ms: number): void => world.store.clock.set(now() + ms);

beforeAll(async () => {
  ({ world, dev } = await startInstalledWorld({ startAt: START, topics: [] }));
  for (let index = 0; index < CUSTOMERS; index += 1) {
    customers.push(dev.createCustomer({ tags: [TAG, "private"] }).id);
  }
  dev.createCustomer({ tags: ["private"] });
  pass(600_000);
});
afterAll(() => world.close());

beforeEach(async () => {
  domain = `${randomUUID()}.myshopify.com`;
  shopId = await addShop(app.pool, domain, { now: now() });
});

const read = (before?: (question: string) => void) =>
  readWatchedTags({
    pool: app.pool,
    shopId,
    admin: openDevStoreAdmin(world, before),
    clock: now,
    sleep: () => Promise.resolve(),
  });
const watch = (tags: string[]) => setWatchedTags(app.pool, shopId, { tags, now: now() });
const carriers = async (): Promise<number> =>
  count(app.pool, "FROM customer_tag WHERE shop_id = $1 AND is_there", [shopId]);
const tagsOf = async (customerId: string) =>
  (await loadCustomerTags(app.pool, shopId, { customerIds: [customerId], tags: [KEY] })).get(
    customerId,
  );
async function tell(change: "added" | "removed", customerId: string, tags: string[]) {
  await deliver(app.pool, domain, {
    delivery: {
      kind: "webhook",
      id: randomUUID(),
      topic: `customer.tags_${change}`,
      at: now(),
      body: JSON.stringify({
        customerId: `gid://shopify/Customer/${customerId}`,
        tags,
        occurredAt: new Date(now()).toISOString(),
      }),
    },
  });
  await ingestAll({ pool: app.pool, shopId, now: now() });
}

test("who carries a tag that becomes watched is read by pages, and again when the search knows", async () => {
  expect(await read()).toBe(0);
  await watch([KEY]);
  const late = dev.createCustomer({ tags: [TAG] }).id;
  expect(await read()).toBe(CUSTOMERS);
  expect(await carriers()).toBe(CUSTOMERS);
  // The search finds what was given a moment before only after a while.
  expect(await tagsOf(late)).toBeUndefined();
  expect(await read()).toBe(0);
  pass(SEARCH_LAG_MS);
  await read();
  expect(await tagsOf(late)).toEqual([KEY]);
  expect(
    await findShopsToReadTags(app.pool, { now: now() + 1e9, limit: 9, except: [] }),
  ).not.toContain(shopId);
  dev.deleteCustomer(late);
});

test("killed between two pages, the reading goes on at the second", async () => {
  await watch([KEY]);
  let requests = 0;
  await expect(
    read(() => {
      requests += 1;
      if (requests === 2) throw new Error("killed");
    }),
  ).rejects.toThrow();
  expect(await carriers()).toBe(250);
  await read();
  expect(await carriers()).toBeGreaterThanOrEqual(CUSTOMERS);
});

test("webhooks keep it current; of tags that nothing names no trace is kept", async () => {
  await watch([KEY]);
  pass(1000);
  await tell("added", "1", [TAG, "something else"]);
  expect(await tagsOf("1")).toEqual([KEY]);
  pass(1000);
  await tell("removed", "1", [TAG.toUpperCase()]);
  expect(await tagsOf("1")).toBeUndefined();
  expect(await findTraces(app.pool, shopId, "something else")).toEqual([]);
  // A tag of others is nothing that the writer of ours must look after.
  expect(await count(app.pool, "FROM tag_state WHERE shop_id = $1 AND needs_check", [shopId])).toBe(
    0,
  );
});

test("what nothing names any more is forgotten", async () => {
  await watch([KEY]);
  await read();
  await watch([]);
  expect(await count(app.pool, "FROM customer_tag WHERE shop_id = $1", [shopId])).toBe(0);
});
