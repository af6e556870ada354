import { expect, test } from "vitest";
import { loadBackfill, type BackfillRow } from "../../../app/db/backfills.ts";
import { findShop } from "../../../app/db/shop.ts";
import { createBulkSwitches } from "../../../dev-store/bulk/switches.ts";
import { count } from "../../support/app-rows.ts";
import { useApp } from "../../support/app-world.ts";

const CUSTOMERS = 4000;
const PRODUCTS = 1500;
const ORDERS = 4000;
const NAME = "killed";

const app = useApp({ env: { BULK_OPERATIONS: "on" } });

/** The rows of the shop's history, none before it is installed. */
async function readHistory(): Promise<BackfillRow[]> {
  const shop = await findShop(app.pool, `${NAME}.myshopify.com`);
  return shop === null ? [] : loadBackfill(app.pool, shop.shopId);
}

test("a worker that is killed in the middle of a bulk result is followed by one that reads the rest of it", async () => {
  app.devStore.bulk = { ...createBulkSwitches(), access: "enabled", objectsPerSecond: 1_000_000 };
  const shop = app.devStore.createShop({
    domain: `${NAME}.myshopify.com`,
    plan: "plus",
    currency: "EUR",
  });
  const silent = { emit: false };
  shop.batch(() => {
    const lines = [{ title: "Mug", quantity: 1, priceMinor: 900 }];
    for (let index = 0; index < PRODUCTS; index += 1) {
      const variants = [{ priceMinor: index }, { title: "L", priceMinor: index + 1 }];
      shop.createProduct({ title: `Mug ${index}`, variants }, silent);
    }
    for (let index = 0; index < CUSTOMERS; index += 1) {
      const customerId = shop.createCustomer({}, silent).id;
      if (index < ORDERS) shop.createOrder({ customerId, lines }, silent);
    }
  });
  await shop.installApp();

  const killedAt: { resource: string; bulkId: string | null; lines: number }[] = [];
  for (let isOver = false; !isOver;) {
    const rows = await readHistory();
    isOver = rows.length > 0 && rows.every(({ finishedAt }) => finishedAt !== null);
    const open = rows.find(
      ({ resource, bulkLines, finishedAt }) =>
        bulkLines > 0 &&
        finishedAt === null &&
        killedAt.filter((kill) => kill.resource === resource).length < 2,
    );
    if (open !== undefined) {
      await app.killWorker();
      killedAt.push({ resource: open.resource, bulkId: open.bulkId, lines: open.bulkLines });
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect(new Set(killedAt.map(({ resource }) => resource)).size).toBeGreaterThan(1);
  expect(killedAt.length).toBeGreaterThan(2);

  const shopId = (await findShop(app.pool, shop.domain))?.shopId ?? 0;
  const rows = await loadBackfill(app.pool, shopId);
  expect(rows.map(({ loaded, total }) => ({ loaded, total }))).toEqual([
    { loaded: CUSTOMERS, total: CUSTOMERS },
    { loaded: PRODUCTS, total: PRODUCTS },
    { loaded: ORDERS, total: ORDERS },
  ]);
  // The same results were read to their ends: no operation was started again.
  for (const { resource, bulkId } of killedAt) {
    expect(rows.find((row) => row.resource === resource)?.bulkId).toBe(bulkId);
  }
  for (const [topic, number] of [
    ["customers", CUSTOMERS],
    ["products", PRODUCTS],
    ["orders", ORDERS],
  ] as const) {
    const sql = "FROM raw_event WHERE shop_id = $1 AND topic = $2 AND error IS NULL";
    expect(await count(app.pool, sql, [shopId, topic])).toBe(number);
  }
}, 120_000);
