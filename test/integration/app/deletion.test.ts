import { expect, test } from "vitest";
import { saveDesiredTags } from "../../../app/db/tag-states.ts";
import { findShopById } from "../../../app/db/shop.ts";
import { readDeletion } from "../../../app/queries/read-deletion.ts";
import { advanceDeletion } from "../../../app/services/advance-deletion.ts";
import {
  cancelDeletion,
  deleteWithoutCleaning,
  orderDeletion,
} from "../../../app/services/order-deletion.ts";
import { isDeleted } from "../../../app/services/restart-shop.ts";
import { ingestAll, scoreAll } from "../../support/app-direct.ts";
import { readShopRows } from "../../support/app-rows.ts";
import { HOUR_MS, NOW, order, useShop } from "../../support/app-shop.ts";

const shop = useShop();

async function fillShop(): Promise<string> {
  const { pool, shopId } = shop;
  for (let id = 1; id <= 5; id += 1)
    await shop.tell("orders/create", NOW - HOUR_MS, order(id, 700 + id, NOW - 2 * HOUR_MS));
  await shop.makeHot(701, NOW - HOUR_MS);
  await ingestAll(shop.work(NOW));
  await scoreAll(shop.work(NOW));
  return (await findShopById(pool, shopId))?.domain ?? "";
}

const ask = (typed: string, cleansFirst: boolean) =>
  orderDeletion({ ...shop.work(NOW), typed, cleansFirst });

async function advance(limit = 3): Promise<string> {
  return (await advanceDeletion({ ...shop.work(NOW), limit })).outcome;
}

async function advanceToEnd(): Promise<number> {
  for (let steps = 1; ; steps += 1) {
    const outcome = await advance();
    if (outcome !== "erased") {
      expect(outcome).toBe("done");
      return steps;
    }
  }
}

test("everything of the shop goes in batches, and what is left is the shop's name and a receipt", async () => {
  const domain = await fillShop();
  const { pool, shopId } = shop;
  expect(await ask(domain.replace(".myshopify.com", "").toUpperCase(), false)).toEqual({
    outcome: "ordered",
  });
  const before = (await readShopRows(pool, shopId)).length;
  expect(await advanceToEnd()).toBeGreaterThan(10);
  const left = await readShopRows(pool, shopId);
  expect(left.map(({ table }) => table).toSorted()).toEqual(["deletion", "shop"]);
  expect(await isDeleted(pool, shopId)).toBe(true);
  const receipt = await readDeletion({ domain }, pool);
  expect(receipt).toMatchObject({ state: "done", domain, cleansFirst: false });
  const rows = receipt?.groups.reduce((sum, group) => sum + group.rows, 0);
  // All but the shop's own row and the order.
  expect(rows).toBe(before - 2);
  expect(await advance()).toBe("nothing-ordered");
});

test("another shop keeps all it has", async () => {
  const domain = await fillShop();
  const { pool } = shop;
  const { rows } = await pool.query<{ shopId: number }>(
    `INSERT INTO shop (domain, status, currency, timezone, plan, installed_at)
     VALUES ('beside-${domain}', 'installed', 'EUR', 'UTC', 'Basic', $1) RETURNING shop_id AS "shopId"`,
    [new Date(NOW)],
  );
  const beside = rows[0]?.shopId ?? 0;
  await saveDesiredTags(pool, beside, [{ customerId: "701", desired: ["kindling:vip"] }], NOW);
  const before = await readShopRows(pool, beside);
  await ask(domain, false);
  await advanceToEnd();
  expect(await readShopRows(pool, beside)).toEqual(before);
});

test("what was typed has to be the shop's name, and a second order waits for the first", async () => {
  const domain = await fillShop();
  expect(await ask("another", true)).toEqual({ outcome: "not-confirmed" });
  expect(await ask("", true)).toEqual({ outcome: "not-confirmed" });
  expect(await ask(` ${domain} `, true)).toEqual({ outcome: "ordered" });
  expect(await ask(domain, true)).toEqual({ outcome: "under-way" });
});

test("Shopify is cleaned first, and nothing is erased before", async () => {
  const domain = await fillShop();
  const { pool, shopId } = shop;
  await saveDesiredTags(pool, shopId, [{ customerId: "701", desired: ["kindling:vip"] }], NOW);
  await ask(domain, true);
  expect(await advance()).toBe("waiting");
  expect((await findShopById(pool, shopId))?.tagMode).toBe("cleaning");
  expect(await advance()).toBe("waiting");
  // As the writer does when the last tag is off.
  await pool.query("UPDATE shop SET tag_mode = 'cleaned' WHERE shop_id = $1", [shopId]);
  expect(await advance()).toBe("erased");
  expect((await findShopById(pool, shopId))?.status).toBe("uninstalled");
});

test("nobody is waited for who is gone", async () => {
  const domain = await fillShop();
  const { pool, shopId } = shop;
  await saveDesiredTags(pool, shopId, [{ customerId: "701", desired: ["kindling:vip"] }], NOW);
  await ask(domain, true);
  expect(await advance()).toBe("waiting");
  // As where Shopify deletes or merges the customer: no writer finds anybody whose tags are to be written.
  await pool.query("DELETE FROM tag_state WHERE shop_id = $1", [shopId]);
  expect(await advance()).toBe("waiting");
  expect(await advance()).toBe("erased");
});

test("an order is taken back as long as nothing was erased, and then no more", async () => {
  const domain = await fillShop();
  const { pool, shopId } = shop;
  await ask(domain, true);
  expect(await cancelDeletion(shop.work(NOW))).toEqual({ outcome: "changed" });
  expect(await advance()).toBe("nothing-ordered");
  expect(await isDeleted(pool, shopId)).toBe(false);
  await ask(domain, true);
  expect(await deleteWithoutCleaning({ pool, shopId })).toEqual({ outcome: "changed" });
  expect(await advance()).toBe("erased");
  expect(await cancelDeletion(shop.work(NOW))).toEqual({ outcome: "too-late" });
  expect(await deleteWithoutCleaning({ pool, shopId })).toEqual({ outcome: "too-late" });
});
