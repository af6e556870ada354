import { expect, test } from "vitest";
import { parseWebhook } from "../../../../app/pipeline/capture/parse-webhook.ts";

const order = {
  id: 4501,
  created_at: "2026-01-01T10:00:00+01:00",
  updated_at: "2026-01-01T10:00:00+01:00",
  currency: "EUR",
  total_price: "10.00",
};
const parseOrder = (changes: object) =>
  parseWebhook({ topic: "orders/create", body: JSON.stringify({ ...order, ...changes }) });

test("an order without any optional field is accepted, with null for what is missing", () => {
  expect(parseOrder({})).toEqual({
    outcome: "accepted",
    source: "webhook",
    topic: "orders/create",
    wire: {
      ...order,
      id: "4501",
      processed_at: null,
      cancelled_at: null,
      test: false,
      customer: null,
      cart_token: null,
      checkout_token: null,
      source_name: null,
      fulfillment_status: null,
      fulfillments: [],
      subtotal_price: null,
      total_discounts: null,
      discount_codes: null,
      line_items: null,
    },
  });
});

test("ids beyond 2^53 are exact, from a number and from the gid", () => {
  const body = (extra: string) =>
    `{"id":820982911946154508,"created_at":"2026-01-01T10:00:00Z","currency":"EUR","total_price":"1"${extra}}`;
  const byNumber = parseWebhook({ topic: "orders/create", body: body("") });
  expect(byNumber).toMatchObject({ wire: { id: "820982911946154508" } });
  const byGid = parseWebhook({
    topic: "orders/create",
    body: body(
      ',"admin_graphql_api_id":"gid://shopify/Order/820982911946154509","customer":{"id":1,"admin_graphql_api_id":"gid://shopify/Customer/115310627314723954"}',
    ),
  });
  expect(byGid).toMatchObject({
    wire: { id: "820982911946154509", customer: { id: "115310627314723954" } },
  });
});

test("a customer without an id is no customer", () => {
  for (const customer of [null, {}, { id: null }]) {
    expect(parseOrder({ customer })).toMatchObject({ wire: { customer: null } });
  }
});

test("the secret key of a cart's token is cut off", () => {
  expect(parseOrder({ cart_token: "hWN1?key=abc" })).toMatchObject({
    wire: { cart_token: "hWN1" },
  });
  expect(parseOrder({ cart_token: "" })).toMatchObject({ wire: { cart_token: null } });
});

test.each([
  [
    { total_price: 10 },
    "orders/create: total_price: expected a decimal string that is not negative",
  ],
  [
    { total_price: "1e9" },
    "orders/create: total_price: expected a decimal string that is not negative",
  ],
  [
    { total_price: "-1" },
    "orders/create: total_price: expected a decimal string that is not negative",
  ],
  [{ currency: "euro" }, "orders/create: currency: expected an ISO 4217 currency code"],
  [{ id: 2 ** 60 }, null],
  [{ id: 1.5 }, "orders/create: id: expected an id"],
  [{ id: undefined }, "orders/create: id: expected an id"],
  [
    { created_at: "yesterday" },
    "orders/create: created_at: expected an ISO 8601 time with its offset",
  ],
  [
    { created_at: "2026-01-01T10:00:00" },
    "orders/create: created_at: expected an ISO 8601 time with its offset",
  ],
  [
    { created_at: "9999-01-01T00:00:00Z" },
    "orders/create: created_at: expected an ISO 8601 time with its offset",
  ],
  [{ customer: { id: "x" } }, "orders/create: customer.id: expected an id or null"],
  [{ test: "no" }, "orders/create: test: expected true or false"],
])("a malformed order says what is wrong: %j", (changes, reason) => {
  const parsed = parseOrder(changes);
  if (reason === null) expect(parsed.outcome).toBe("accepted");
  else expect(parsed).toEqual({ outcome: "malformed", reason });
});

test("a reason never repeats what the payload held", () => {
  const parsed = parseOrder({ total_price: "bob@example.com", currency: "bob@example.com" });
  expect(JSON.stringify(parsed)).not.toContain("bob");
});

test("a body that is no JSON, or no object, is malformed", () => {
  for (const body of ["", "{", "null", "[]", "7", '"x"']) {
    const parsed = parseWebhook({ topic: "orders/create", body });
    expect(parsed.outcome).toBe("malformed");
  }
  expect(parseWebhook({ topic: "orders/create", body: "{" })).toEqual({
    outcome: "malformed",
    reason: "orders/create: not JSON",
  });
});

test("a topic that nobody reads is told apart from a malformed body", () => {
  expect(parseWebhook({ topic: "themes/publish", body: "{}" })).toEqual({
    outcome: "unknown-topic",
  });
  expect(parseWebhook({ topic: "__proto__", body: "{}" })).toEqual({ outcome: "unknown-topic" });
});

test("a deletion takes its time from the delivery", () => {
  const deletion = { topic: "customers/delete", body: '{"id":7}' };
  expect(parseWebhook({ ...deletion, triggeredAt: "2026-01-01T00:00:00Z" })).toMatchObject({
    wire: { id: "7", deleted_at: "2026-01-01T00:00:00Z" },
  });
  expect(parseWebhook({ ...deletion, triggeredAt: "soon" })).toMatchObject({
    wire: { id: "7", deleted_at: null },
  });
});

test.each([
  ["customers/merge", { status: "completed" }, "merged_at"],
  ["customers_email_marketing_consent/update", { customer_id: 7 }, "told_at"],
  ["customers_marketing_consent/update", { id: 7 }, "told_at"],
  ["collections/delete", { id: 7 }, "deleted_at"],
])(
  "%s has no time of its own and takes the delivery's, never one of the body's",
  (topic, payload, field) => {
    const ids = {
      admin_graphql_api_customer_kept_id: "gid://shopify/Customer/1",
      admin_graphql_api_customer_deleted_id: "gid://shopify/Customer/2",
    };
    const body = JSON.stringify({ ...ids, ...payload, [field]: "2020-01-01T00:00:00Z" });
    const triggeredAt = "2026-01-01T00:00:00Z";
    expect(parseWebhook({ topic, body, triggeredAt })).toMatchObject({
      wire: { [field]: triggeredAt },
    });
    expect(parseWebhook({ topic, body })).toMatchObject({ wire: { [field]: null } });
  },
);

test.each([
  ["web", "web"],
  ["580111", "580111"],
  ["shopify_draft_order", "shopify_draft_order"],
  ["typed by Bob Biller", null],
  ["bob@example.com", null],
  ["", null],
  [7, null],
  [undefined, null],
])("an order's channel is a plain word or is not kept: %j", (source_name, kept) => {
  expect(parseOrder({ source_name })).toMatchObject({ wire: { source_name: kept } });
});

test("an order told as fulfilled is fulfilled, also where the payload's own field is empty", () => {
  const body = JSON.stringify({ ...order, fulfillment_status: null });
  expect(parseWebhook({ topic: "orders/fulfilled", body })).toMatchObject({
    wire: { fulfillment_status: "fulfilled" },
  });
  expect(parseWebhook({ topic: "orders/updated", body })).toMatchObject({
    wire: { fulfillment_status: null },
  });
});

test("a refund of amounts that add up to more than money is exact for is refused", () => {
  const amount = "99999999999.99";
  const refund = (count: number) =>
    parseWebhook({
      topic: "refunds/create",
      body: JSON.stringify({
        id: 1,
        order_id: 2,
        created_at: "2026-01-01T00:00:00Z",
        transactions: Array(count).fill({ kind: "refund", status: "success", amount }),
      }),
    });
  expect(refund(1).outcome).toBe("accepted");
  expect(refund(2)).toEqual({
    outcome: "malformed",
    reason: "refunds/create: expected amounts that add up to less than 100000000000",
  });
});

test("with a prefix, a merchant's own tags are not kept", () => {
  const body = JSON.stringify({
    customerId: "gid://shopify/Customer/1",
    tags: ["Kindling:vip", "Bob's friend"],
    occurredAt: "2026-01-01T00:00:00.000Z",
  });
  const parsed = parseWebhook({ topic: "customer.tags_added", body, tagPrefixes: ["kindling"] });
  expect(parsed).toMatchObject({ wire: { customerId: "1", tags: ["Kindling:vip"] } });
});

test("a quantity of negative zero is zero", () => {
  const body = '{"token":"c","updated_at":"2026-01-01T00:00:00Z","line_items":[{"quantity":-0}]}';
  expect(parseWebhook({ topic: "carts/update", body })).toMatchObject({
    wire: { line_items: [{ quantity: 0 }] },
  });
});
