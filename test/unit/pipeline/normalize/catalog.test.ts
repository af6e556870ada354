import { expect, test } from "vitest";
import { tellWebhook } from "./tell.ts";

const updated_at = "2026-01-02T10:00:00+01:00";
const at = Date.parse(updated_at);

test("a product's variants are told with exact ids and prices; one without an id has none", () => {
  const gid = "gid://shopify/ProductVariant/642667041472713922";
  const told = tellWebhook("products/update", {
    id: 5,
    title: "Mug",
    updated_at,
    variants: [
      { id: 8, admin_graphql_api_id: gid, price: "19.99", compare_at_price: "24.99" },
      { id: 9, price: "9.50", compare_at_price: null },
      { price: "8.00" },
    ],
  });
  const shared = { productId: "5", sourceUpdatedAt: at };
  expect(told.variants).toEqual([
    { ...shared, variantId: "642667041472713922", priceMinor: 1999, compareAtMinor: 2499 },
    { ...shared, variantId: "9", priceMinor: 950, compareAtMinor: null },
  ]);
  expect(told.products).toMatchObject([{ productId: "5", priceMinor: 800 }]);
});

test("a collection is a record, and its deletion leaves the title to those who know it", () => {
  const told = tellWebhook("collections/create", {
    id: 408372092144951,
    admin_graphql_api_id: "gid://shopify/Collection/408372092144951419",
    handle: "mugs",
    title: "Mugs",
    body_html: "<b>Some HTML</b>",
    updated_at,
  });
  expect(told.collections).toEqual([
    {
      collectionId: "408372092144951419",
      handle: "mugs",
      title: "Mugs",
      deletedAt: null,
      sourceUpdatedAt: at,
    },
  ]);
  const deletion = tellWebhook("collections/delete", { id: 3 }, "2026-03-01T00:00:00Z");
  const deletedAt = Date.parse("2026-03-01T00:00:00Z");
  expect(deletion.collections).toEqual([
    { collectionId: "3", handle: "", title: "", deletedAt, sourceUpdatedAt: deletedAt },
  ]);
});

test.each(["customers/enable", "customers/disable"])("%s tells of the customer", (topic) => {
  const told = tellWebhook(topic, { id: 77, created_at: updated_at, updated_at });
  expect(told.customers).toMatchObject([{ customerId: "77", createdAt: at, deletedAt: null }]);
  expect(told.events).toEqual([]);
});

test.each([
  ["checkouts/delete", { cart_token: "cart-1" }],
  ["bulk_operations/finish", { admin_graphql_api_id: "gid://shopify/BulkOperation/1" }],
])("%s is kept and says nothing about anybody", (topic, payload) => {
  expect(Object.values(tellWebhook(topic, payload)).flat()).toEqual([]);
});
