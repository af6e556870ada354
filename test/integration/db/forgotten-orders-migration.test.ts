import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { insertRawEvents, insertUnreadable } from "../../../app/db/raw-events.ts";
import { ingestAll } from "../../support/app-direct.ts";
import { iso, NOW, order, useShop } from "../../support/app-shop.ts";
import { ROOT } from "../../support/source-files.ts";

const SQL = readFileSync(
  join(ROOT, "prisma", "migrations", "20261222000000_forgotten_orders", "migration.sql"),
  "utf8",
);

const shop = useShop();

async function keys(): Promise<string[]> {
  const { rows } = await shop.pool.query<{ key: string }>(
    "SELECT key FROM dedupe WHERE shop_id = $1 AND source = 'backfill' ORDER BY key",
    [shop.shopId],
  );
  return rows.map(({ key }) => key);
}

test("keys of orders of which nothing else is left go, and all others stay", async () => {
  const keyOf = (id: number): string => `orders:${id}:${iso(NOW)}`;
  await shop.tell("orders/create", NOW, order(1, 7, NOW));
  await ingestAll(shop.work(NOW));
  const store = (events: { key: string; topic: string; wire: object }[]) =>
    insertRawEvents(shop.pool, shop.shopId, { source: "backfill", receivedAt: NOW, events });
  await store([1, 2].map((id) => ({ key: keyOf(id), topic: "orders", wire: { id: String(id) } })));
  const unreadable = { key: `orders:unreadable:${randomUUID()}`, error: "no id" };
  const page = { topic: "orders", now: NOW, events: [unreadable] };
  await insertUnreadable(shop.pool, shop.shopId, page);
  await store([{ key: `customers:9:${iso(NOW)}`, topic: "customers", wire: { id: "9" } }]);
  const before = await keys();
  expect(before).toHaveLength(4);
  await shop.pool.query(SQL);
  expect(await keys()).toEqual(before.filter((key) => key !== keyOf(2)));
});
