import { expect, test } from "vitest";
import {
  orderCountsFrom,
  refundCountsFrom,
} from "../../../../app/pipeline/normalize/counts-from.ts";
import type { OrderRecord } from "../../../../app/pipeline/shared/records.ts";

const order: OrderRecord = {
  orderId: "1",
  customerId: "7",
  placedAt: 100,
  currency: "EUR",
  totalMinor: 500,
  cancelledAt: null,
  isTest: false,
  channel: null,
  subtotalMinor: 500,
  discountMinor: 0,
  usedCode: false,
  sourceUpdatedAt: 100,
};
const refund = { refundId: "3", orderId: "1", amountMinor: 50, refundedAt: 300 };

test.each([
  ["that is new counts from its placing", undefined, order, 100],
  [
    "of which only a note or its discount changed counts as before",
    order,
    { discountMinor: 3 },
    null,
  ],
  ["with another total counts from its placing", order, { totalMinor: 400 }, 100],
  ["of another customer counts from its placing", order, { customerId: null }, 100],
  ["that was placed earlier than known counts from there", order, { placedAt: 40 }, 40],
  ["that was placed later than known counts from the known", order, { placedAt: 140 }, 100],
  ["that turns out a test counts from its placing", order, { isTest: true }, 100],
  ["that was cancelled counts from the cancellation", order, { cancelledAt: 180 }, 180],
  ["that is cancelled no more", { ...order, cancelledAt: 180 }, { cancelledAt: null }, 180],
  ["of which an older state is told again", order, { totalMinor: 1, sourceUpdatedAt: 50 }, null],
])("an order %s", (_, known, change, from) => {
  const told = { ...order, sourceUpdatedAt: 200, ...change };
  expect(orderCountsFrom(known, told)).toBe(from);
});

test.each([
  ["that is new counts from its instant", undefined, refund, 300],
  ["that is told again counts as before", refund, refund, null],
  ["that came to more counts from its instant", refund, { ...refund, amountMinor: 60 }, 300],
  ["that had come to less is no news", refund, { ...refund, amountMinor: 40 }, null],
])("a refund %s", (_, known, told, from) => {
  expect(refundCountsFrom(known, told)).toBe(from);
});
