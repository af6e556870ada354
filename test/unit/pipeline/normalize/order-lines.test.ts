import { expect, test } from "vitest";
import { parseBackfillRecord } from "../../../../app/pipeline/capture/parse-backfill-record.ts";
import { parseWebhook } from "../../../../app/pipeline/capture/parse-webhook.ts";
import { tellBackfill, tellWebhook } from "./tell.ts";

const at = Date.parse("2026-01-02T10:00:00Z");
const order = {
  id: 4501,
  created_at: "2026-01-01T10:00:00Z",
  updated_at: "2026-01-02T10:00:00Z",
  currency: "EUR",
  total_price: "57.00",
  subtotal_price: "52.00",
  total_discounts: "8.00",
  discount_codes: [{ code: "FOR-ADA-LOVELACE", amount: "8.00", type: "fixed_amount" }],
  customer: { id: 77 },
  line_items: [
    {
      id: 11,
      product_id: 5,
      variant_id: 9,
      quantity: 2,
      price: "20.00",
      name: "Ada's mug",
      discount_allocations: [{ amount: "4.00" }, { amount: "1.33" }],
    },
    { id: 12, product_id: null, variant_id: null, quantity: 1, price: "20.00" },
  ],
};
const money = (amount: string) => ({ shopMoney: { amount, currencyCode: "EUR" } });
const node = {
  id: "gid://shopify/Order/4501",
  createdAt: order.created_at,
  processedAt: null,
  updatedAt: order.updated_at,
  cancelledAt: null,
  test: false,
  currencyCode: "EUR",
  totalPriceSet: money("57.00"),
  subtotalPriceSet: money("52.00"),
  totalDiscountsSet: money("8.00"),
  discountCodes: ["FOR-ADA-LOVELACE"],
  customer: { id: "gid://shopify/Customer/77" },
  refunds: [],
  lineItems: {
    nodes: [
      {
        id: "gid://shopify/LineItem/11",
        quantity: 2,
        originalUnitPriceSet: money("20.0"),
        discountAllocations: [
          { allocatedAmountSet: money("4.0") },
          { allocatedAmountSet: money("1.33") },
        ],
        product: { id: "gid://shopify/Product/5" },
        variant: { id: "gid://shopify/ProductVariant/9" },
      },
      {
        id: "gid://shopify/LineItem/12",
        quantity: 1,
        originalUnitPriceSet: money("20.0"),
        discountAllocations: [],
        product: null,
        variant: null,
      },
    ],
  },
};
const lines = [
  {
    orderId: "4501",
    lineId: "11",
    productId: "5",
    variantId: "9",
    quantity: 2,
    priceMinor: 2000,
    discountMinor: 533,
    sourceUpdatedAt: at,
  },
  {
    orderId: "4501",
    lineId: "12",
    productId: null,
    variantId: null,
    quantity: 1,
    priceMinor: 2000,
    discountMinor: 0,
    sourceUpdatedAt: at,
  },
];

test("an order's lines and discounts are told alike by a webhook and by history", () => {
  for (const told of [tellWebhook("orders/create", order), tellBackfill("orders", node)]) {
    expect(told.orderLines).toEqual(lines);
    expect(told.orders).toMatchObject([
      { subtotalMinor: 5200, discountMinor: 800, usedCode: true, totalMinor: 5700 },
    ]);
  }
});

test("of a discount code it is kept that one was used, and of a line no name", () => {
  const body = JSON.stringify(order);
  for (const parsed of [
    parseWebhook({ topic: "orders/create", body }),
    parseBackfillRecord({ resource: "orders", node }),
  ]) {
    const stored = JSON.stringify(parsed);
    expect(stored).toMatch(/"discount_?[cC]odes":true/);
    expect(stored).not.toMatch(/ADA|mug/i);
  }
  const without = tellWebhook("orders/create", { ...order, discount_codes: [] });
  expect(without.orders[0]?.usedCode).toBe(false);
});

test("an order told without lines says nothing of them", () => {
  const { line_items: _, total_discounts: __, discount_codes: ___, ...bare } = order;
  const told = tellWebhook("orders/updated", bare);
  expect(told.orderLines).toEqual([]);
  expect(told.orders).toMatchObject([{ discountMinor: null, usedCode: null }]);
});

test("lines of a currency without decimals are whole", () => {
  const told = tellWebhook("orders/create", {
    ...order,
    currency: "JPY",
    total_price: "1200",
    subtotal_price: "1200",
    total_discounts: "0",
    line_items: [{ id: 1, product_id: 5, variant_id: 9, quantity: 1, price: "1200" }],
  });
  expect(told.orderLines).toMatchObject([{ priceMinor: 1200, discountMinor: 0 }]);
});

test.each([
  ["more pieces than a number of the database holds", { quantity: 3e9 }],
  ["a sum beyond what is exact", { quantity: 9e8, price: "9000000.00" }],
  ["a price below zero", { price: "-1.00" }],
])("an order whose line has %s is refused, and the reason holds no value", (_, change) => {
  const line_items = [{ ...order.line_items[0], ...change }];
  const parsed = parseWebhook({
    topic: "orders/create",
    body: JSON.stringify({ ...order, line_items }),
  });
  expect(parsed).toMatchObject({
    outcome: "malformed",
    reason: expect.stringMatching(/^orders\/create: line_items[^:]*: expected /),
  });
  expect(JSON.stringify(parsed)).not.toMatch(/9000000|3000000000|-1\.00/);
});

test("a product's type and vendor are the merchant's words; empty ones are none", () => {
  const product = { id: 5, title: "Mug", updated_at: order.updated_at, variants: [] };
  const told = tellWebhook("products/update", { ...product, product_type: " Mugs ", vendor: "" });
  expect(told.products).toMatchObject([{ productType: "Mugs", vendor: null }]);
  const history = tellBackfill("products", {
    id: "gid://shopify/Product/5",
    title: "Mug",
    updatedAt: order.updated_at,
    productType: "Mugs",
    vendor: "",
  });
  expect(history.products).toEqual(told.products);
  const change = tellWebhook("Product/update", {
    topic: "Product",
    action: "update",
    data: { product: { id: 5, title: "Mug", updatedAt: order.updated_at, productType: "Mugs" } },
  });
  expect(change.products).toMatchObject([{ productType: "Mugs", vendor: null }]);
});
