import { expect, test } from "vitest";
import { tellBackfill, tellWebhook } from "./tell.ts";

const order = {
  id: 4501,
  created_at: "2026-01-01T09:00:00Z",
  updated_at: "2026-01-09T09:00:00Z",
  currency: "EUR",
  total_price: "120.50",
  customer: { id: 77 },
  fulfillment_status: "fulfilled",
};
const fulfillments = [
  { created_at: "2026-01-03T00:00:00Z", status: "success" },
  { created_at: "2026-01-04T00:00:00Z", status: "success" },
  { created_at: "2026-01-05T00:00:00Z", status: "cancelled" },
  { created_at: null, status: "success" },
];

const tellFulfilled = (topic: string, payload: object) =>
  tellWebhook(topic, payload).events.filter(({ signal }) => signal === "order_fulfilled");

test("an order was fulfilled when its last piece left, from whichever topic tells it", () => {
  const told = [
    {
      key: "order:4501:fulfilled",
      signal: "order_fulfilled",
      subject: { kind: "customer", key: "77" },
      occurredAt: Date.parse("2026-01-04T00:00:00Z"),
      value: 0,
      about: null,
      trust: "signed",
    },
  ];
  for (const topic of ["orders/fulfilled", "orders/updated", "orders/paid"]) {
    expect(tellFulfilled(topic, { ...order, fulfillments })).toEqual(told);
  }
});

test.each([
  ["no fulfillments", []],
  ["failed ones alone", [{ created_at: "2026-01-03T00:00:00Z", status: "failure" }]],
])("with %s in the payload, the order's own last change is the time", (_case, fulfillments) => {
  const [told] = tellFulfilled("orders/fulfilled", { ...order, fulfillments });
  expect(told?.occurredAt).toBe(Date.parse("2026-01-09T09:00:00Z"));
});

test.each(["partial", "restocked", null])("an order that is %s is not fulfilled", (status) => {
  const told = { ...order, fulfillments, fulfillment_status: status };
  expect(tellFulfilled("orders/updated", told)).toEqual([]);
});

test("history tells a fulfilled order as the webhook does", () => {
  const told = tellBackfill("orders", {
    id: "gid://shopify/Order/4501",
    createdAt: order.created_at,
    updatedAt: order.updated_at,
    test: false,
    currencyCode: "EUR",
    totalPriceSet: { shopMoney: { amount: "120.5", currencyCode: "EUR" } },
    customer: { id: "gid://shopify/Customer/77" },
    refunds: [],
    displayFulfillmentStatus: "FULFILLED",
    fulfillments: [{ createdAt: "2026-01-04T00:00:00Z", status: "SUCCESS" }],
  });
  expect(told.events).toEqual(tellWebhook("orders/fulfilled", { ...order, fulfillments }).events);
});
