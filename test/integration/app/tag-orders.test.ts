import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { findShop } from "../../../app/db/shop.ts";
import { saveDesiredTags } from "../../../app/db/tag-states.ts";
import { MAX_REPAIRS_A_DAY } from "../../../app/pipeline/activate/contest.ts";
import { changeTagMode } from "../../../app/services/change-tag-mode.ts";
import { retryTags } from "../../../app/services/retry-tags.ts";
import { setTagPrefix } from "../../../app/services/set-tag-prefix.ts";
import { count } from "../../support/app-rows.ts";
import { useApp, type Installed } from "../../support/app-world.ts";

const app = useApp();
let shop: Installed;
const VIP = ["kindling:vip"];
const DAY_MS = 24 * 3_600_000;

beforeAll(async () => {
  shop = await app.install("ordered");
});
beforeEach(async () => {
  // The tests' customers are unheard of on purpose; a comparison with Shopify would find and score them.
  await app.pool.query("UPDATE reconciliation SET due_at = '2099-01-01'");
});

const now = (): number => app.devStore.clock.now();
const work = () => ({ pool: app.pool, shopId: shop.shopId, now: now() });

function createCustomer(tags: string[] = []): string {
  return shop.shop.createCustomer({ tags }, { emit: false }).id;
}

async function want(customerId: string, desired: string[]): Promise<void> {
  await saveDesiredTags(app.pool, shop.shopId, [{ customerId, desired }], now());
}

async function wantAndSettle(customerId: string, desired: string[]): Promise<void> {
  await want(customerId, desired);
  await app.settle(shop.shopId);
}

const carried = (customerId: string): string[] => shop.shop.customerTags(customerId);

async function stateOf(customerId: string) {
  const { rows } = await app.pool.query<{
    revision: number;
    contested: string[];
    failure: string | null;
    last_error: string | null;
  }>(
    "SELECT revision, contested, failure, last_error FROM tag_state WHERE shop_id = $1 AND customer_id = $2",
    [shop.shopId, customerId],
  );
  return rows[0];
}

const countWrites = (customerId: string): Promise<number> =>
  count(app.pool, "FROM tag_write WHERE shop_id = $1 AND customer_id = $2", [
    shop.shopId,
    customerId,
  ]);

test("Our own writes come back as webhooks and lead to no further look and no further write.", async () => {
  const customer = createCustomer();
  await wantAndSettle(customer, VIP);
  const heard = `FROM raw_event WHERE shop_id = $1 AND topic = 'customer.tags_added'
    AND wire->>'customerId' = $2 AND ingested_at IS NOT NULL`;
  await expect.poll(() => count(app.pool, heard, [shop.shopId, customer])).toBe(1);
  await app.settle(shop.shopId);
  // Every reason to look again would have raised the revision.
  expect(await stateOf(customer)).toMatchObject({ revision: 0 });
  expect(await countWrites(customer)).toBe(1);
});

test("A tag of ours that a merchant puts up by hand goes, also where the customer was unknown.", async () => {
  const customer = createCustomer();
  shop.shop.setCustomerTags(customer, ["Kindling:Made-Up", "Wholesale"]);
  await expect.poll(() => carried(customer), { timeout: 10_000 }).toEqual(["Wholesale"]);
});

test("What a merchant does before Kindling does it is known, also where the wish is taken back then.", async () => {
  const customer = createCustomer();
  await changeTagMode({ ...work(), order: "pause" });
  await want(customer, VIP);
  shop.shop.setCustomerTags(customer, VIP);
  const heard = `FROM raw_event WHERE shop_id = $1 AND topic = 'customer.tags_added'
    AND wire->>'customerId' = $2 AND ingested_at IS NOT NULL`;
  await expect.poll(() => count(app.pool, heard, [shop.shopId, customer])).toBe(1);
  await want(customer, []);
  await changeTagMode({ ...work(), order: "resume" });
  await app.settle(shop.shopId);
  expect(carried(customer)).toEqual([]);
});

test("Whoever changes a tag back each time is fought three times a day and then left, until the merchant says so or the membership changes.", async () => {
  const customer = createCustomer(["Wholesale"]);
  // A workflow that undoes every repair.
  const workflow = setInterval(() => {
    if (carried(customer).includes("kindling:vip"))
      shop.shop.setCustomerTags(customer, ["Wholesale"]);
  }, 20);
  const isContested = async () => (await stateOf(customer))?.contested;
  try {
    await want(customer, VIP);
    await expect.poll(isContested, { timeout: 15_000 }).toEqual(VIP);
    await app.settle(shop.shopId);
    expect(await countWrites(customer)).toBe(1 + MAX_REPAIRS_A_DAY);
    await retryTags({ ...work(), customerId: customer });
    await expect
      .poll(() => countWrites(customer), { timeout: 15_000 })
      .toBe(1 + 2 * MAX_REPAIRS_A_DAY);
    await expect.poll(isContested, { timeout: 15_000 }).toEqual(VIP);
  } finally {
    clearInterval(workflow);
  }
  await wantAndSettle(customer, []);
  await wantAndSettle(customer, VIP);
  expect(carried(customer)).toEqual(["kindling:vip", "Wholesale"]);
  expect(await isContested()).toEqual([]);
});

test("A customer who carries as many tags as Shopify allows is told of, and tried again the next day.", async () => {
  const others = Array.from({ length: 250 }, (_, index) => `t${index}`);
  const customer = createCustomer(others);
  await wantAndSettle(customer, VIP);
  expect(await stateOf(customer)).toMatchObject({ failure: "too-many-tags" });
  expect(carried(customer)).toHaveLength(250);
  shop.shop.setCustomerTags(customer, others.slice(0, 10));
  await app.settle(shop.shopId);
  expect(await stateOf(customer)).toMatchObject({ failure: "too-many-tags" });
  app.devStore.clock.set(now() + DAY_MS);
  await expect.poll(() => carried(customer), { timeout: 15_000 }).toContain("kindling:vip");
  await expect.poll(() => stateOf(customer)).toMatchObject({ failure: null, last_error: null });
});

test("A new prefix replaces the old one on every customer, and the old one is forgotten with its last tag.", async () => {
  // One is the beginning of another, in both directions.
  for (const [from, to] of [
    ["kindling:", "score-"],
    ["score-", "score-v2:"],
    ["score-v2:", "score"],
    ["score", "kindling:"],
  ] as const) {
    const customer = createCustomer(["Wholesale"]);
    await wantAndSettle(customer, [`${from}vip`, `${from}new`]);
    expect(carried(customer)).toContain(`${from}vip`);
    const outcome = await setTagPrefix({ ...work(), text: ` ${to} ` });
    expect(outcome).toEqual({ outcome: "changed", prefix: to });
    await app.settle(shop.shopId);
    expect(carried(customer)).toEqual([`${to}new`, `${to}vip`, "Wholesale"].toSorted(byCase));
    await expect
      .poll(() => findShop(app.pool, shop.domain))
      .toMatchObject({ tagPrefix: to, formerPrefixes: [] });
  }
});

test("there and back before anything was written leaves one write and no former prefix", async () => {
  const customer = createCustomer();
  await wantAndSettle(customer, VIP);
  await changeTagMode({ ...work(), order: "pause" });
  await setTagPrefix({ ...work(), text: "other:" });
  expect((await findShop(app.pool, shop.domain))?.formerPrefixes).toEqual(["kindling:"]);
  await setTagPrefix({ ...work(), text: "kindling:" });
  await changeTagMode({ ...work(), order: "resume" });
  await app.settle(shop.shopId);
  expect(carried(customer)).toEqual(VIP);
  expect(await countWrites(customer)).toBe(1);
  expect((await findShop(app.pool, shop.domain))?.formerPrefixes).toEqual([]);
});

const byCase = (a: string, b: string): number => (a.toLowerCase() < b.toLowerCase() ? -1 : 1);

test("Paused, no tag is written; resumed, all are that are wanted by then.", async () => {
  const customer = createCustomer();
  expect(await changeTagMode({ ...work(), order: "pause" })).toMatchObject({ mode: "paused" });
  await want(customer, VIP);
  await new Promise((resolve) => setTimeout(resolve, 700));
  expect(carried(customer)).toEqual([]);
  expect(await changeTagMode({ ...work(), order: "pause" })).toMatchObject({
    outcome: "unchanged",
  });
  await changeTagMode({ ...work(), order: "resume" });
  await app.settle(shop.shopId);
  expect(carried(customer)).toEqual(VIP);
});

test("Cleaning takes every tag of ours off every customer and leaves all others; nothing is written then until it is resumed.", async () => {
  const customers = Array.from({ length: 45 }, () => createCustomer(["Wholesale"]));
  const [byHand = ""] = customers;
  for (const customer of customers.slice(1)) await want(customer, VIP);
  await app.settle(shop.shopId);
  await changeTagMode({ ...work(), order: "clean" });
  // A tag put up while the cleaning goes on.
  shop.shop.setCustomerTags(byHand, ["Wholesale", "kindling:by-hand"]);
  await expect
    .poll(async () => (await findShop(app.pool, shop.domain))?.tagMode, { timeout: 20_000 })
    .toBe("cleaned");
  expect(customers.slice(1).map(carried)).toEqual(customers.slice(1).map(() => ["Wholesale"]));
  await want(byHand, VIP);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(carried(byHand)).not.toContain("kindling:vip");
  await changeTagMode({ ...work(), order: "resume" });
  await app.settle(shop.shopId);
  expect(customers.map(carried)).toEqual(customers.map(() => ["kindling:vip", "Wholesale"]));
});

test("An order that comes while requests are under way holds for all that have not left.", async () => {
  const customers = Array.from({ length: 120 }, () => createCustomer());
  for (const customer of customers) await want(customer, VIP);
  await vi.waitUntil(() => customers.some((id) => carried(id).length > 0), {
    timeout: 20_000,
    interval: 5,
  });
  await changeTagMode({ ...work(), order: "pause" });
  await new Promise((resolve) => setTimeout(resolve, 500));
  const tagged = customers.filter((id) => carried(id).length > 0).length;
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(customers.filter((id) => carried(id).length > 0)).toHaveLength(tagged);
  await changeTagMode({ ...work(), order: "resume" });
  await app.settle(shop.shopId);
  expect(customers.map(carried)).toEqual(customers.map(() => VIP));
});
