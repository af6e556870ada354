import { expect, test } from "vitest";
import { loadAboutRows } from "../../../app/db/about-rows.ts";
import { loadCatalogProducts } from "../../../app/db/catalog-products.ts";
import { loadConsents } from "../../../app/db/consents.ts";
import { loadCustomerTags, saveCustomerTags } from "../../../app/db/customer-tags.ts";
import { addFacts } from "../../../app/db/facts.ts";
import { loadDetailedOrders } from "../../../app/db/order-details.ts";
import type { Signal, Trust } from "../../../app/pipeline/shared/signals.ts";
import { SLOT_MS, slotOf } from "../../../app/pipeline/shared/time.ts";
import { ingestAll } from "../../support/app-direct.ts";
import { HOUR_MS, iso, NOW, order, useShop } from "../../support/app-shop.ts";

const shop = useShop();
const { tell, work } = shop;
const START = slotOf(NOW) * SLOT_MS;

/** A profile of a customer and a browser, the browser's slots bounded. @returns identity ids */
async function addPerson(bounds: { from: number; until: number }): Promise<[number, number]> {
  const add = async (
    kind: string,
    profileId: number | null,
    from: number | null,
  ): Promise<number> =>
    (
      await shop.pool.query<{ id: number }>(
        `INSERT INTO identity (shop_id, kind, key, profile_id, counts_from, counts_until)
         VALUES ($1, $2, $2, COALESCE($3, currval('identity_identity_id_seq')), $4, $5)
         RETURNING identity_id AS id`,
        [shop.shopId, kind, profileId, from, from === null ? null : bounds.until],
      )
    ).rows[0]?.id ?? 0;
  const root = await add("customer", null, null);
  return [root, await add("client", root, bounds.from)];
}

const fact = (
  identityId: number,
  told: { at: number; about: string | null; signal?: Signal; trust?: Trust },
) => ({
  key: `${identityId}:${told.at}:${told.about}:${told.signal}:${told.trust}`,
  identityId,
  signal: told.signal ?? "product_viewed",
  trust: told.trust ?? "claimed",
  occurredAt: told.at,
  value: 0,
  about: told.about,
  subject: { kind: "client" as const, key: "client" },
});

test("looks are counted by what they are about and by slot, of all ids, each within its window", async () => {
  const [customer, client] = await addPerson({ from: slotOf(START), until: slotOf(START) + 2 });
  await addFacts(shop.pool, shop.shopId, [
    fact(client, { at: START - 1, about: "product:1" }), // before the browser's window
    fact(client, { at: START, about: "product:1" }),
    fact(client, { at: START + 5, about: "product:1" }),
    fact(client, { at: START + 6, about: "product:2" }),
    fact(client, { at: START + SLOT_MS, about: "product:1" }),
    fact(client, { at: START + 2 * SLOT_MS, about: "product:1" }), // after it
    fact(client, { at: START + 7, about: "product:1", trust: "unsigned" }),
    fact(client, { at: START + 7, about: null }),
    fact(client, { at: START + 7, about: "product:1", signal: "product_removed_from_cart" }),
    fact(customer, { at: START + 9, about: "product:1" }),
  ]);
  const load = async (since: number | null) => {
    const asked = { profileIds: [customer], signals: ["product_viewed" as const], each: [], since };
    const rows = (await loadAboutRows(shop.pool, shop.shopId, asked)).get(customer) ?? [];
    return rows
      .map(({ about, slot, count, firstAt, lastAt }) =>
        [about, slot - slotOf(START), count, firstAt - START, lastAt - START].join(" "),
      )
      .sort();
  };
  expect(await load(null)).toEqual([
    "product:1 0 3 0 9",
    `product:1 1 1 ${SLOT_MS} ${SLOT_MS}`,
    "product:2 0 1 6 6",
  ]);
  expect(await load(START + SLOT_MS)).toEqual([`product:1 1 1 ${SLOT_MS} ${SLOT_MS}`]);
});

test("an order tells its channel, discounts and products; what was not told stays unknown", async () => {
  const told = order(1, 1, NOW - HOUR_MS);
  const line = { price: "10.00", quantity: 1, discount_allocations: [] };
  await tell("orders/create", NOW, {
    ...told,
    source_name: "pos",
    subtotal_price: "45.00",
    total_discounts: "5.00",
    discount_codes: [{ code: "A" }],
    line_items: [
      { ...line, id: 1, product_id: 22, quantity: 2 },
      { ...line, id: 2, product_id: 11, discount_allocations: [{ amount: "12.00" }] },
      { ...line, id: 3, product_id: 22, discount_allocations: [{ amount: "4.00" }] },
      { ...line, id: 4, product_id: null },
    ],
  });
  await tell("orders/create", NOW, order(2, 1, NOW - 2 * HOUR_MS));
  await ingestAll(work(NOW));
  const { rows } = await shop.pool.query<{ profileId: number }>(
    `SELECT profile_id AS "profileId" FROM profile WHERE shop_id = $1`,
    [shop.shopId],
  );
  const [profileId = 0] = rows.map((row) => row.profileId);
  const orders = (await loadDetailedOrders(shop.pool, shop.shopId, [profileId])).get(profileId);
  expect(orders?.sort((a, b) => Number(a.orderId) - Number(b.orderId))).toMatchObject([
    {
      ...{ orderId: "1", channel: "pos", discountMinor: 500, usedCode: true },
      ...{ productMinor: [0, 2600] },
      productIds: ["11", "22"],
    },
    { orderId: "2", channel: null, productIds: [], productMinor: [] },
  ]);
});

test("a product is known with its price, collections and the last fall of a price", async () => {
  const product = (at: number, price: string) => ({
    id: 7,
    title: "Boots",
    product_type: "Shoes",
    vendor: "Acme",
    updated_at: iso(at),
    variants: [{ id: 70, product_id: 7, price, compare_at_price: null, updated_at: iso(at) }],
  });
  await tell("products/create", NOW, product(NOW - 3 * HOUR_MS, "20.00"));
  await tell("products/update", NOW, product(NOW - 2 * HOUR_MS, "15.00"));
  await tell("products/update", NOW, product(NOW - HOUR_MS, "18.00"));
  await ingestAll(work(NOW));
  await shop.pool.query("INSERT INTO product_collection VALUES ($1, '7', '9'), ($1, '7', '10')", [
    shop.shopId,
  ]);
  const products = await loadCatalogProducts(shop.pool, shop.shopId, ["7", "8"]);
  expect([...products.values()]).toEqual([
    {
      productId: "7",
      priceMinor: 1800,
      productType: "Shoes",
      vendor: "Acme",
      collectionIds: ["10", "9"],
      droppedAt: NOW - 2 * HOUR_MS,
    },
  ]);
});

test("of two words on a tag the newer holds, in whatever order they came", async () => {
  const record = (toldAt: number, isThere: boolean) => [
    { customerId: "1", tag: "wholesale", isThere, toldAt },
  ];
  const tagsOf = async () =>
    (
      await loadCustomerTags(shop.pool, shop.shopId, {
        customerIds: ["1", "2"],
        tags: ["Wholesale", "other"],
      })
    ).get("1");
  await saveCustomerTags(shop.pool, shop.shopId, record(2, true));
  expect(await tagsOf()).toEqual(["wholesale"]);
  await saveCustomerTags(shop.pool, shop.shopId, record(1, false));
  expect(await tagsOf()).toEqual(["wholesale"]);
  await saveCustomerTags(shop.pool, shop.shopId, [...record(4, false), ...record(3, true)]);
  expect(await tagsOf()).toBeUndefined();
});

test("consents are told by channel", async () => {
  const change = { id: 1, customer_id: 1, consent_updated_at: iso(NOW - HOUR_MS) };
  await tell("customers_email_marketing_consent/update", NOW, {
    ...change,
    email_marketing_consent: {
      state: "subscribed",
      opt_in_level: null,
      consent_updated_at: iso(NOW - HOUR_MS),
    },
  });
  await ingestAll(work(NOW));
  const consents = await loadConsents(shop.pool, shop.shopId, ["1", "2"]);
  expect([...consents]).toEqual([["1", { email: "subscribed" }]]);
});
