import { afterEach, beforeAll, expect, test } from "vitest";
import { SCORE_FIELDS } from "../../../app/pipeline/activate/score-fields.ts";
import { setMetafields } from "../../../app/services/set-metafields.ts";
import { count } from "../../support/app-rows.ts";
import { useApp, type Installed } from "../../support/app-world.ts";

const app = useApp();
const DAY_MS = 24 * 3_600_000;
let shop: Installed;
const customers: string[] = [];

beforeAll(async () => {
  shop = await app.install("fields", {
    plan: "standard",
    before: (dev) => {
      const at = app.devStore.clock.now() - 5 * DAY_MS;
      for (const priceMinor of [1000, 2000, 3000, 90_000]) {
        const { id } = dev.createCustomer({ createdAt: at }, { emit: false, at });
        const lines = [{ title: "Mug", quantity: 1, priceMinor }];
        dev.createOrder({ customerId: id, lines, createdAt: at }, { emit: false, at });
        customers.push(id);
      }
    },
  });
});
afterEach(() => {
  app.devStore.faults.graphql = {};
  app.devStore.clock.setSpeed(1);
});

const turn = async (isOn: boolean): Promise<void> => {
  const now = app.devStore.clock.now();
  await setMetafields({ pool: app.pool, shopId: shop.shopId, isOn, now });
  await app.settle(shop.shopId);
};
const fieldsOf = (id: string) => shop.shop.customerMetafields(id);

/** What the app's own tables say of a customer's scores. */
async function scoresOf(id: string): Promise<Record<string, string>> {
  const { rows } = await app.pool.query<Record<string, number | string | null>>(
    `SELECT floor(intent / 1e6)::int AS intent, floor(engagement / 1e6)::int AS engagement,
       floor(value / 1e6)::int AS value, floor(behavior / 1e6)::int AS behavior, rfm_group
     FROM profile WHERE shop_id = $1 AND customer_id = $2`,
    [shop.shopId, id],
  );
  const known = Object.entries(rows[0] ?? {}).filter(([, value]) => value !== null);
  return Object.fromEntries(known.map(([key, value]) => [key, String(value)]));
}

/** What the outbox wants of a customer. */
async function desiredOf(id: string): Promise<object | undefined> {
  const { rows } = await app.pool.query<{ desired: object }>(
    "SELECT desired FROM metafield_state WHERE shop_id = $1 AND customer_id = $2",
    [shop.shopId, id],
  );
  return rows[0]?.desired;
}

test("Nothing is written before a merchant turns it on.", async () => {
  expect(shop.shop.metafieldDefinitions()).toEqual([]);
  expect(customers.map(fieldsOf)).toEqual([{}, {}, {}, {}]);
});

test("Turned on, the definitions stand, merchants read and filter by them, and every customer's scores are written.", async () => {
  await turn(true);
  const definitions = shop.shop.metafieldDefinitions();
  expect(definitions.map(({ key }) => key)).toEqual([...SCORE_FIELDS].sort());
  for (const definition of definitions) {
    expect(definition).toMatchObject({ adminAccess: "MERCHANT_READ", isAdminFilterable: true });
  }
  for (const id of customers) expect(fieldsOf(id)).toMatchObject(await scoresOf(id));
  expect(fieldsOf(customers[3] ?? "")).toMatchObject({ value: expect.stringMatching(/^[1-9]/) });
});

test("A lost answer, a broken Shopify and an empty bucket lose no metafield.", async () => {
  const more = shop.shop.batch(() =>
    Array.from({ length: 70 }, () => {
      const { id } = shop.shop.createCustomer({});
      const lines = [{ title: "Mug", quantity: 1, priceMinor: 5000 }];
      shop.shop.createOrder({ customerId: id, lines });
      return id;
    }),
  );
  app.devStore.clock.setSpeed(20);
  app.devStore.faults.graphql = { dropAfterCommitNext: 3, status500Next: 3, throttleNext: 3 };
  await app.settle(shop.shopId);
  for (const id of more) expect(fieldsOf(id)).toEqual(await desiredOf(id));
});

test("A worker that is killed in the middle of it loses no metafield.", async () => {
  await turn(false);
  app.devStore.faults.graphql = { delayMs: 30 };
  const now = app.devStore.clock.now();
  await setMetafields({ pool: app.pool, shopId: shop.shopId, isOn: true, now });
  const inDoubt = "FROM metafield_state WHERE shop_id = $1 AND in_doubt";
  await expect
    .poll(() => count(app.pool, inDoubt, [shop.shopId]), { timeout: 15_000, interval: 5 })
    .toBeGreaterThan(0);
  await app.killWorker();
  app.devStore.faults.graphql = {};
  app.devStore.clock.setSpeed(20);
  await app.settle(shop.shopId);
  for (const { id } of shop.shop.customers()) {
    expect(fieldsOf(id)).toEqual(await desiredOf(id));
  }
});

test("A customer whom Shopify refuses keeps no other from being written.", async () => {
  const gone = shop.shop.createCustomer({});
  const stays = shop.shop.createCustomer({});
  const desired = JSON.stringify({ intent: "50" });
  const insert = `INSERT INTO metafield_state (shop_id, customer_id, desired, write_at)
    SELECT $1, unnest($2::text[]), $3, $4`;
  await app.settle(shop.shopId);
  shop.shop.deleteCustomer(gone.id, { emit: false });
  await app.pool.query("DELETE FROM metafield_state WHERE shop_id = $1 AND customer_id = ANY($2)", [
    shop.shopId,
    [gone.id, stays.id],
  ]);
  const now = new Date(app.devStore.clock.now());
  await app.pool.query(insert, [shop.shopId, [gone.id, stays.id], desired, now]);
  await app.settle(shop.shopId);
  expect(fieldsOf(stays.id)).toMatchObject({ intent: "50" });
  const { rows } = await app.pool.query<{ last_error: string; write_at: number | null }>(
    "SELECT last_error, write_at FROM metafield_state WHERE shop_id = $1 AND customer_id = $2",
    [shop.shopId, gone.id],
  );
  expect(rows[0]).toEqual({ last_error: "Owner does not exist.", write_at: null });
});

test("Turned off, Shopify keeps neither a definition nor a value, and nothing is written any more.", async () => {
  await turn(false);
  expect(shop.shop.metafieldDefinitions()).toEqual([]);
  expect([...shop.shop.customers()].map(({ id }) => fieldsOf(id)).every(isEmpty)).toBe(true);
  shop.shop.createOrder({
    customerId: customers[0] ?? "",
    lines: [{ title: "Mug", quantity: 9, priceMinor: 9000 }],
  });
  await app.settle(shop.shopId);
  expect(fieldsOf(customers[0] ?? "")).toEqual({});
  expect(await count(app.pool, "FROM metafield_state WHERE shop_id = $1", [shop.shopId])).toBe(0);
});

test("After a reinstallation the definitions are made and everything is written again.", async () => {
  await turn(true);
  await shop.shop.uninstallApp();
  const gone = "FROM shop WHERE shop_id = $1 AND status = 'uninstalled'";
  await expect.poll(() => count(app.pool, gone, [shop.shopId])).toBe(1);
  await shop.shop.installApp();
  await app.settle(shop.shopId);
  expect(shop.shop.metafieldDefinitions()).toHaveLength(SCORE_FIELDS.length);
  for (const id of customers) expect(fieldsOf(id)).toEqual(await desiredOf(id));
});

const isEmpty = (fields: object): boolean => Object.keys(fields).length === 0;
