import fc from "fast-check";
import { expect, test } from "vitest";
import { loadPublished } from "../../../app/db/segment-versions.ts";
import { loadWriteKeys } from "../../../app/db/write-keys.ts";
import { findProducts } from "../../../app/queries/find-products.ts";
import { listActivity } from "../../../app/queries/list-activity.ts";
import { listCustomers } from "../../../app/queries/list-customers.ts";
import { createWriteKey } from "../../../app/services/create-write-key.ts";
import { revokeWriteKey } from "../../../app/services/revoke-write-key.ts";
import { setTagPrefix } from "../../../app/services/set-tag-prefix.ts";
import { readShopRows } from "../../support/app-rows.ts";
import { NOW, useShop } from "../../support/app-shop.ts";
import { anyWords, hostileWords } from "../../support/hostile-words.ts";
import { findShopTables, plantRow } from "../../support/plant-rows.ts";
import "../../support/property-seed.ts";
import { buildAll, draftOf, publish } from "../../support/publish.ts";

// Words that merchants and strangers choose, where statements are made of what pages ask.
const shop = useShop();

test("whatever a product is called, a search finds it by all of its name, and nothing else", async () => {
  const { pool, shopId } = shop;
  await plantRow(pool, "product", { shop_id: shopId, product_id: "other", title: "Mug" });
  const check = async (title: string): Promise<void> => {
    await plantRow(pool, "product", { shop_id: shopId, product_id: "it", title });
    const found = await findProducts({ shopId, search: title }, pool);
    await pool.query("DELETE FROM product WHERE shop_id = $1 AND product_id = 'it'", [shopId]);
    expect(found).toContainEqual({ id: "it", title });
    const isOfMug = "mug".includes(title.trim().toLowerCase());
    expect(found.some(({ id }) => id === "other")).toBe(isOfMug);
  };
  await fc.assert(fc.asyncProperty(hostileWords, check), { numRuns: 60 });
});

test("whatever a key is called, it is called so, and everything else stays as it was", async () => {
  const { pool, shopId } = shop;
  const tables = await findShopTables(pool);
  const before = (await readShopRows(pool, shopId)).length;
  const check = async (name: string): Promise<void> => {
    const how = { pool, shopId, kind: "server", userIdIs: "user", now: NOW } as const;
    const made = await createWriteKey({ ...how, name });
    if (made.outcome === "invalid-name") return;
    if (made.outcome !== "created") throw new Error(made.outcome);
    const [newest] = await loadWriteKeys(pool, shopId);
    expect(newest?.name).toBe(name.trim());
    await revokeWriteKey({ pool, shopId, writeKeyId: made.writeKeyId, now: NOW });
  };
  await fc.assert(fc.asyncProperty(anyWords, check), { numRuns: 40 });
  expect(await findShopTables(pool)).toEqual(tables);
  const after = await readShopRows(pool, shopId);
  const others = after.filter(({ table }) => table !== "write_key" && table !== "shop_change");
  expect(others.length).toBe(before);
});

test("no cursor, search or filter makes another statement of a list", async () => {
  const { pool, shopId } = shop;
  await plantRow(pool, "profile", { shop_id: shopId, customer_id: "71" });
  await plantRow(pool, "customer", { shop_id: shopId, customer_id: "71" });
  const check = async (text: string): Promise<void> => {
    const list = { shopId, sort: "behavior", limit: 5 } as const;
    const byPrefix = await listCustomers({ ...list, idPrefix: text }, pool);
    const digits = text.replace(/\D/g, "");
    expect(byPrefix.customers.length).toBe("71".startsWith(digits) ? 1 : 0);
    expect((await listCustomers({ ...list, ids: [text] }, pool)).customers).toEqual([]);
    const all = await listCustomers(list, pool);
    expect(await listCustomers({ ...list, after: text }, pool)).toEqual(all);
    const none = { kind: null, outcome: null, from: null, to: null };
    const filter = { ...none, customerId: text };
    const asked = { shopId, filter, now: NOW, after: text };
    expect((await listActivity(asked, pool)).entries).toEqual([]);
  };
  await fc.assert(fc.asyncProperty(hostileWords, check), { numRuns: 40 });
});

test("a tag prefix is taken as it is written, or refused", async () => {
  const { pool, shopId } = shop;
  const check = async (text: string): Promise<void> => {
    const result = await setTagPrefix({ pool, shopId, text, now: NOW });
    const { rows } = await pool.query<{ prefix: string }>(
      "SELECT tag_prefix AS prefix FROM shop WHERE shop_id = $1",
      [shopId],
    );
    if (result.outcome !== "refused") expect(rows[0]?.prefix).toBe(result.prefix);
    expect(rows[0]?.prefix).not.toMatch(/[,\n\0]/);
  };
  await fc.assert(fc.asyncProperty(anyWords, check), { numRuns: 40 });
});

test("whatever a segment, its tag and the tags it asks for are called, it is kept as it is written, or refused", async () => {
  const { pool, shopId } = shop;
  const tables = await findShopTables(pool);
  let version: number | null = null;
  let published = 0;
  const check = async (name: string, tag: string, asked: string): Promise<void> => {
    const written = { name: name.trim(), description: name.trim(), tag: tag.trim() };
    const draft = draftOf({ kind: "tag", tag: asked }, written);
    const result = await publish(shop.work(NOW), {
      handle: "hostile",
      draft,
      baseVersion: version,
    });
    if (result.outcome !== "published") return;
    published += 1;
    ({ version } = result);
    await buildAll(shop.work(NOW));
    const kept = (await loadPublished(pool, shopId)).find(({ handle }) => handle === "hostile");
    expect(kept?.definition).toMatchObject({ ...written, condition: { kind: "tag", tag: asked } });
  };
  await fc.assert(fc.asyncProperty(anyWords, anyWords, anyWords, check), {
    numRuns: 40,
  });
  expect(published).toBeGreaterThan(10);
  expect(await findShopTables(pool)).toEqual(tables);
});
