import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { findShopsToReadCollections } from "../../../app/db/product-collections.ts";
import { markReady } from "../../../app/db/shop.ts";
import { DAY_MS } from "../../../app/pipeline/shared/time.ts";
import { READ_AGAIN_MS, readCollections } from "../../../app/services/read-collections.ts";
import type { Shop } from "../../../dev-store/state/shop.ts";
import { deliver } from "../../support/deliver.ts";
import { addShop, ingestAll, useAppPool } from "../../support/app-direct.ts";
import { openDevStoreAdmin } from "../dev-store-admin.ts";
import { startInstalledWorld, type DevStoreWorld } from "../dev-store-client.ts";

const START = Date.parse("2026-11-20T00:00:00Z");
/** For three requests of products, and two pages of the collection that holds them all. */
const PRODUCTS = 260;

const app = useAppPool();
let world: DevStoreWorld;
let dev: Shop;
let shopId = 0;
let domain = "";
const products: string[] = [];
let everything = "";
const now = (): number => world.store.clock.now();
const pass = (ms: number): void => world.store.clock.set(now() + ms);

beforeAll(async () => {
  ({ world, dev } = await startInstalledWorld({ startAt: START, topics: [] }));
  for (let index = 0; index < PRODUCTS; index += 1) {
    products.push(dev.createProduct({ title: `Product ${index}` }).id);
  }
  everything = dev.createCollection({
    handle: "everything",
    title: "Everything",
    productIds: products,
  }).id;
});
afterAll(() => world.close());

beforeEach(async () => {
  domain = `${randomUUID()}.myshopify.com`;
  shopId = await addShop(app.pool, domain, { now: now() });
  await markReady(app.pool, shopId, now());
});

async function tellProduct(id: string): Promise<void> {
  await deliver(app.pool, domain, {
    delivery: {
      kind: "webhook",
      id: randomUUID(),
      topic: "products/update",
      at: now(),
      body: JSON.stringify({ id, title: "A", updated_at: new Date(now()).toISOString() }),
    },
  });
}

async function tellCollection(id: string): Promise<void> {
  const told = { id, handle: "h", title: "Told", updated_at: new Date(now()).toISOString() };
  await deliver(app.pool, domain, {
    delivery: {
      kind: "webhook",
      id: randomUUID(),
      topic: "collections/update",
      at: now(),
      body: JSON.stringify(told),
    },
  });
}

const ingest = () => ingestAll({ pool: app.pool, shopId, now: now() });
const asked: string[] = [];
const read = () =>
  readCollections({
    pool: app.pool,
    shopId,
    admin: openDevStoreAdmin(world, (question) => asked.push(question)),
    clock: now,
    sleep: () => Promise.resolve(),
  });
const pairs = async (): Promise<string[]> =>
  (
    await app.pool.query<{ pair: string }>(
      `SELECT product_id || ' in ' || collection_id AS pair FROM product_collection WHERE shop_id = $1 ORDER BY 1`,
      [shopId],
    )
  ).rows.map(({ pair }) => pair);
const isDue = async () =>
  (await findShopsToReadCollections(app.pool, { now: now(), limit: 10, except: [] })).includes(
    shopId,
  );

test("every product that is told is asked for its collections, fifty at a time, and once a day", async () => {
  for (const id of products.slice(0, 120)) await tellProduct(id);
  await ingest();
  expect(await isDue()).toBe(true);
  asked.length = 0;
  await read();
  expect(asked).toHaveLength(3);
  expect(await pairs()).toEqual(
    products
      .slice(0, 120)
      .map((id) => `${id} in ${everything}`)
      .sort(),
  );
  expect(await isDue()).toBe(false);
  pass(READ_AGAIN_MS - 1);
  expect(await isDue()).toBe(false);
  pass(1);
  expect(await isDue()).toBe(true);
  // What no webhook told is known by its title from now on.
  const { rows } = await app.pool.query("SELECT title FROM collection WHERE shop_id = $1", [
    shopId,
  ]);
  expect(rows).toEqual([{ title: "Everything" }]);
});

test("a collection that somebody changed is read again, with all its pages, and what left it is gone", async () => {
  const [first = ""] = products;
  await tellProduct(first);
  await ingest();
  await read();
  const small = dev.createCollection({ handle: "small", title: "Small", productIds: [first] }).id;
  await tellCollection(small);
  await tellCollection(everything);
  await ingest();
  await read();
  expect(await pairs()).toHaveLength(PRODUCTS + 1);
  dev.updateCollection(small, { productIds: [] });
  pass(DAY_MS / 24);
  await tellCollection(small);
  await ingest();
  await read();
  expect(await pairs()).not.toContain(`${first} in ${small}`);
  dev.deleteCollection(small);
  await tellCollection(small);
  await ingest();
  await read();
  expect(await isDue()).toBe(false);
});

test("a collection whose title nothing can store keeps none from being read", async () => {
  const productIds = products.slice(0, 1);
  const { id } = dev.createCollection({ handle: "h", title: "a\u0000\ud800", productIds });
  for (const productId of productIds) await tellProduct(productId);
  await ingest();
  await read();
  expect(await isDue()).toBe(false);
  const { rows } = await app.pool.query(
    "SELECT title FROM collection WHERE shop_id = $1 AND collection_id = $2",
    [shopId, id],
  );
  expect(rows).toEqual([{ title: "a\ufffd\ufffd" }]);
  dev.deleteCollection(id);
});

test("a product that Shopify does not know is in nothing, and not asked for again", async () => {
  await tellProduct("999");
  await ingest();
  await read();
  expect(await pairs()).toEqual([]);
  pass(100 * READ_AGAIN_MS);
  expect(await isDue()).toBe(false);
});
