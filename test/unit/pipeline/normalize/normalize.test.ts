import { describe, expect, test } from "vitest";
import { readTagChange } from "../../../../app/pipeline/normalize/customer-tags.ts";
import { readStoredEvent } from "../../../../app/pipeline/capture/read-stored-event.ts";
import { RECEIVED_AT, tellBackfill, tellWebhook } from "./tell.ts";

const at = (text: string) => Date.parse(text);

const order = {
  id: 4501,
  admin_graphql_api_id: "gid://shopify/Order/4501",
  created_at: "2026-01-01T10:00:00+01:00",
  updated_at: "2026-01-02T10:00:00+01:00",
  processed_at: "2026-01-01T10:00:00+01:00",
  cancelled_at: null,
  currency: "EUR",
  total_price: "120.50",
  test: false,
  customer: { id: 77 },
  cart_token: "cart-1",
  checkout_token: "checkout-1",
  source_name: "web",
};

describe("an order", () => {
  test("is a record, an event on its customer, and joins cart and checkout to the customer", () => {
    const customer = { kind: "customer", key: "77" };
    const placedAt = at("2026-01-01T09:00:00Z");
    expect(tellWebhook("orders/create", order)).toEqual({
      events: [
        {
          key: "order:4501:placed",
          signal: "order_placed",
          subject: customer,
          occurredAt: placedAt,
          value: 0,
          about: null,
          trust: "signed",
        },
      ],
      links: [
        { from: customer, to: { kind: "order", key: "4501" }, reason: "order", at: placedAt },
        { from: customer, to: { kind: "cart", key: "cart-1" }, reason: "order", at: placedAt },
        {
          from: customer,
          to: { kind: "checkout", key: "checkout-1" },
          reason: "order",
          at: placedAt,
        },
      ],
      orders: [
        {
          orderId: "4501",
          customerId: "77",
          placedAt,
          currency: "EUR",
          totalMinor: 12050,
          cancelledAt: null,
          isTest: false,
          channel: "web",
          subtotalMinor: null,
          discountMinor: null,
          usedCode: null,
          sourceUpdatedAt: at("2026-01-02T09:00:00Z"),
        },
      ],
      orderLines: [],
      refunds: [],
      customers: [],
      products: [],
      variants: [],
      collections: [],
      consents: [],
    });
  });

  test("that was imported was placed when it was processed", () => {
    const told = tellWebhook("orders/create", { ...order, processed_at: "2019-05-05T05:00:00Z" });
    expect(told.orders[0]?.placedAt).toBe(at("2019-05-05T05:00:00Z"));
    expect(told.events[0]?.occurredAt).toBe(at("2019-05-05T05:00:00Z"));
    const unprocessed = tellWebhook("orders/create", { ...order, processed_at: null });
    expect(unprocessed.orders[0]?.placedAt).toBe(at("2026-01-01T09:00:00Z"));
  });

  test("tells the same events from every topic, whatever was edited since", () => {
    const created = tellWebhook("orders/create", order);
    const updated = tellWebhook("orders/updated", {
      ...order,
      total_price: "80.00",
      updated_at: null,
    });
    expect(updated.events).toEqual(created.events);
    expect(updated.links).toEqual(created.links);
  });

  test("that is cancelled was placed too", () => {
    const cancelled = { ...order, cancelled_at: "2026-01-03T00:00:00Z" };
    const told = tellWebhook("orders/cancelled", cancelled);
    expect(told.events.map(({ key, occurredAt }) => [key, occurredAt])).toEqual([
      ["order:4501:placed", at("2026-01-01T09:00:00Z")],
      ["order:4501:cancelled", at("2026-01-03T00:00:00Z")],
    ]);
    expect(told.orders[0]?.cancelledAt).toBe(at("2026-01-03T00:00:00Z"));
  });

  test("of a guest hangs on its own id, and joins the cart and checkout that it came from", () => {
    const told = tellWebhook("orders/create", { ...order, customer: null });
    expect(told.orders).toMatchObject([{ orderId: "4501", customerId: null, totalMinor: 12050 }]);
    const placed = { kind: "order", key: "4501" };
    expect(told.events).toMatchObject([{ signal: "order_placed", subject: placed }]);
    expect(told.links.map(({ from, to }) => [from, to.kind])).toEqual([
      [placed, "cart"],
      [placed, "checkout"],
    ]);
  });

  test("made as a test gives a marked record and nothing else", () => {
    const told = tellWebhook("orders/create", { ...order, test: true });
    expect(told.orders).toMatchObject([{ isTest: true }]);
    expect([told.events, told.links]).toEqual([[], []]);
  });
});

const refund = {
  id: 900,
  order_id: 4501,
  created_at: "2026-01-05T10:00:00+01:00",
  transactions: [
    { kind: "refund", status: "success", amount: "15.25", currency: "EUR" },
    { kind: "refund", status: "success", amount: "4.75", currency: null },
    { kind: "refund", status: "failure", amount: "99.00", currency: "EUR" },
    { kind: "sale", status: "success", amount: "120.50", currency: "EUR" },
  ],
};
const euros = (amount: string) => ({ shop_money: { amount, currency_code: "EUR" } });

describe("a refund", () => {
  test("is the money that went back, and an event of its order, which knows who placed it", () => {
    const told = tellWebhook("refunds/create", refund);
    expect(told.refunds).toEqual([
      {
        refundId: "900",
        orderId: "4501",
        amountMinor: 2000,
        refundedAt: at("2026-01-05T09:00:00Z"),
      },
    ]);
    expect(told.events).toEqual([
      {
        key: "refund:900",
        signal: "order_refunded",
        subject: { kind: "order", key: "4501" },
        occurredAt: at("2026-01-05T09:00:00Z"),
        value: 0,
        about: null,
        trust: "signed",
      },
    ]);
    expect(told.links).toEqual([]);
  });

  test("paid in another currency is counted by its items in the shop's", () => {
    const told = tellWebhook("refunds/create", {
      ...refund,
      transactions: [{ kind: "refund", status: "success", amount: "30.00", currency: "USD" }],
      refund_line_items: [{ subtotal_set: euros("20.00"), total_tax_set: euros("4.00") }],
      order_adjustments: [
        { amount_set: euros("-5.00"), tax_amount_set: euros("0.00") },
        { amount_set: euros("2.00"), tax_amount_set: null },
      ],
    });
    expect(told.refunds[0]?.amountMinor).toBe(2700);
  });

  test("that moved no money is a refund of nothing", () => {
    const lines = [{ subtotal_set: euros("20.00"), total_tax_set: euros("4.00") }];
    const told = tellWebhook("refunds/create", {
      ...refund,
      transactions: [],
      refund_line_items: lines,
    });
    expect(told.refunds[0]?.amountMinor).toBe(0);
  });
});

describe("history", () => {
  const node = {
    id: "gid://shopify/Order/4501",
    createdAt: "2026-01-01T09:00:00Z",
    processedAt: "2026-01-01T09:00:00Z",
    updatedAt: "2026-01-02T09:00:00Z",
    cancelledAt: null,
    test: false,
    currencyCode: "EUR",
    totalPriceSet: { shopMoney: { amount: "120.5", currencyCode: "EUR" } },
    customer: { id: "gid://shopify/Customer/77" },
    sourceName: "web",
    displayFulfillmentStatus: "UNFULFILLED",
    fulfillments: [],
    refunds: [
      {
        id: "gid://shopify/Refund/900",
        createdAt: "2026-01-05T09:00:00Z",
        totalRefundedSet: { shopMoney: { amount: "20.0", currencyCode: "EUR" } },
      },
    ],
  };

  test("tells an order and its refund exactly as the webhooks do", () => {
    const told = tellBackfill("orders", node);
    const webhook = tellWebhook("orders/create", order);
    expect(told.orders).toEqual(webhook.orders);
    const refunded = tellWebhook("refunds/create", refund);
    expect(told.events).toEqual([...webhook.events, ...refunded.events]);
    expect(told.refunds).toEqual(refunded.refunds);
  });

  test("tells a cancelled order exactly as the webhook does", () => {
    const told = tellBackfill("orders", { ...node, cancelledAt: "2026-01-03T00:00:00Z" });
    const webhook = tellWebhook("orders/updated", {
      ...order,
      cancelled_at: "2026-01-02T19:00:00-05:00",
    });
    expect(told.orders).toEqual(webhook.orders);
    expect(told.events.slice(0, 2)).toEqual(webhook.events);
  });

  test("tells a customer exactly as the webhook does", () => {
    const told = tellBackfill("customers", {
      id: "gid://shopify/Customer/77",
      createdAt: "2026-01-01T09:00:00Z",
      updatedAt: "2026-01-02T09:00:00Z",
      tags: ["vip"],
    });
    const { id, created_at, updated_at } = { ...order, id: 77 };
    expect(told).toEqual(tellWebhook("customers/update", { id, created_at, updated_at }));
  });

  test("tells a product exactly as the webhook does", () => {
    const told = tellBackfill("products", {
      id: "gid://shopify/Product/5",
      title: "Blue mug",
      updatedAt: "2026-01-02T09:00:00Z",
      priceRangeV2: { minVariantPrice: { amount: "9.5" } },
      variants: {
        nodes: [
          { id: "gid://shopify/ProductVariant/8", price: "12.00", compareAtPrice: "15.00" },
          { id: "gid://shopify/ProductVariant/9", price: "9.50", compareAtPrice: null },
        ],
      },
    });
    const webhook = tellWebhook("products/update", {
      id: 5,
      title: "Blue mug",
      updated_at: "2026-01-02T10:00:00+01:00",
      variants: [
        { id: 8, price: "12.00", compare_at_price: "15.00" },
        { id: 9, price: "9.50", compare_at_price: null },
      ],
    });
    expect(told).toEqual(webhook);
    expect(told.products[0]?.priceMinor).toBe(950);
  });
});

describe("a checkout", () => {
  const checkout = {
    token: "checkout-1",
    cart_token: "cart-1",
    customer: null,
    created_at: "2026-01-01T10:00:00Z",
    updated_at: "2026-01-01T10:05:00Z",
  };

  test("was started once, when it was created, and joins its cart", () => {
    const told = tellWebhook("checkouts/update", checkout);
    expect(told.events).toEqual([
      {
        key: "checkout:checkout-1:checkout_started",
        signal: "checkout_started",
        subject: { kind: "checkout", key: "checkout-1" },
        occurredAt: at("2026-01-01T10:00:00Z"),
        value: 0,
        about: null,
        trust: "signed",
      },
    ]);
    expect(told.links).toMatchObject([{ to: { kind: "cart", key: "cart-1" } }]);
  });

  test("joins its customer at the time of the telling that names one", () => {
    const told = tellWebhook("checkouts/update", { ...checkout, customer: { id: 77 } });
    expect(told.links).toContainEqual({
      from: { kind: "customer", key: "77" },
      to: { kind: "checkout", key: "checkout-1" },
      reason: "checkout",
      at: at("2026-01-01T10:05:00Z"),
    });
  });
});

describe("a cart", () => {
  const cart = {
    token: "cart-1?key=secret",
    line_items: [{ product_id: 1, variant_id: 2, quantity: 1 }],
    created_at: "2026-01-01T10:00:00.000Z",
    updated_at: "2026-01-01T10:00:01.500Z",
  };

  test("that holds something was updated, whichever topic tells it", () => {
    const told = tellWebhook("carts/create", cart);
    expect(told.events).toMatchObject([
      { signal: "cart_updated", subject: { kind: "cart", key: "cart-1" } },
    ]);
    expect(tellWebhook("carts/update", cart)).toEqual(told);
  });

  test("that holds nothing any more was emptied", () => {
    const told = tellWebhook("carts/update", { ...cart, line_items: [] });
    expect(told.events).toMatchObject([
      { signal: "cart_emptied", occurredAt: at("2026-01-01T10:00:01.500Z") },
    ]);
  });

  test("that was created empty says nothing", () => {
    const told = tellWebhook("carts/create", {
      ...cart,
      line_items: [],
      updated_at: cart.created_at,
    });
    expect(told.events).toEqual([]);
  });
});

describe("a deletion", () => {
  test("of a customer happened when the delivery was triggered, else when it was received", () => {
    const told = tellWebhook("customers/delete", { id: 77 }, "2026-01-01T00:00:00Z");
    expect(told.customers).toMatchObject([
      { customerId: "77", deletedAt: at("2026-01-01T00:00:00Z") },
    ]);
    expect(tellWebhook("customers/delete", { id: 77 }).customers[0]?.deletedAt).toBe(RECEIVED_AT);
  });

  test("of a product knows no title and no price", () => {
    const told = tellWebhook("products/delete", { id: 5 }, "2026-01-01T00:00:00Z");
    expect(told.products).toMatchObject([
      { productId: "5", title: "", priceMinor: null, deletedAt: at("2026-01-01T00:00:00Z") },
    ]);
  });
});

test("a change of tags is no behavior, and is read on its own", () => {
  const wire = { customerId: "1", tags: ["kindling:vip"], occurredAt: "2026-01-01T00:00:00.000Z" };
  const told = tellWebhook("customer.tags_removed", wire);
  expect(Object.values(told).every((list) => list.length === 0)).toBe(true);
  expect(readTagChange("customer.tags_removed", wire)).toEqual({
    customerId: "1",
    change: "removed",
    tags: ["kindling:vip"],
    occurredAt: at("2026-01-01T00:00:00Z"),
  });
});

test("a stored row that fits no schema says why", () => {
  expect(() => readStoredEvent({ source: "webhook", topic: "nothing", wire: {} })).toThrow(
    "webhook nothing: unknown topic",
  );
  expect(() =>
    readStoredEvent({ source: "webhook", topic: "carts/update", wire: { token: "a" } }),
  ).toThrow("carts/update: updated_at: expected an ISO 8601 time with its offset");
});
