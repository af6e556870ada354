import fc from "fast-check";
import { expect, test } from "vitest";
import { describeCondition } from "../../../app/components/segments/describe-condition.ts";
import { DEFAULT_SEGMENTS } from "../../../app/pipeline/segment/default-segments.ts";
import type { Condition } from "../../../app/pipeline/segment/condition-tree.ts";
import type { Signal } from "../../../app/pipeline/shared/signals.ts";
import { DAY_MS, HOUR_MS } from "../../../app/pipeline/shared/time.ts";
import { anyCondition } from "../../support/condition-arbitrary.ts";

test("every part of every default segment has words", () => {
  for (const { condition } of DEFAULT_SEGMENTS) {
    const text = JSON.stringify(describeCondition(condition));
    expect(text).not.toMatch(/undefined|NaN|\[object|_/);
  }
});

test("a score and its threshold", () => {
  expect(
    describeCondition({ kind: "score", score: "intent", comparison: "at-least", points: 60 }).text,
  ).toBe("Intent is at least 60 points");
});

const orders = { kind: "orders", where: [] } as const;
const signals = (...names: Signal[]) => ({ kind: "signals", signals: names, where: [] }) as const;

test.each<[Condition, string]>([
  [
    {
      kind: "count",
      of: orders,
      each: null,
      window: { kind: "fixed", ms: 365 * DAY_MS },
      comparison: "at-least",
      count: 2,
    },
    "At least 2 orders in the last 365 days",
  ],
  [
    { kind: "count", of: orders, each: null, window: null, comparison: "exactly", count: 1 },
    "Exactly 1 order",
  ],
  [
    {
      kind: "count",
      of: {
        kind: "signals",
        signals: ["product_viewed"],
        where: [
          { kind: "product-type", names: ["Shoes", "Hats"] },
          { kind: "price", from: 50, below: null },
        ],
      },
      each: "product",
      window: { kind: "days", days: 7 },
      comparison: "more-than",
      count: 2,
    },
    "There was a product view of type Shoes or Hats of a product that costs 50 or more more than 2 times of one product in the last 7 days",
  ],
  [
    {
      kind: "since",
      moment: { kind: "last", of: signals("cart_updated") },
      comparison: "at-least",
      duration: { kind: "fixed", ms: 4 * HOUR_MS },
    },
    "The last change of the cart was at least 4 hours ago",
  ],
  [
    {
      kind: "sequence",
      moment: { kind: "last", of: signals("product_added_to_cart", "checkout_started") },
      followed: "none",
      by: [signals("order_placed"), orders],
      within: null,
    },
    "The last item added to the cart or checkout was followed by no order",
  ],
  [
    {
      kind: "sequence",
      moment: { kind: "first", of: orders },
      followed: "some",
      by: [signals("email_clicked")],
      within: { kind: "days", days: 1 },
    },
    "The first order was followed by a click in an email within 1 day",
  ],
  [
    {
      kind: "share",
      where: [{ kind: "discounted", is: true }],
      window: null,
      comparison: "at-least",
      percent: 50,
    },
    "Of all orders at least 50% were ones with a discount",
  ],
  [
    { kind: "prediction", of: "churn", bound: "low", comparison: "at-most", value: 20 },
    "The low end of the chance of leaving is at most 20%",
  ],
  [
    {
      kind: "next-order",
      comparison: "less-than",
      duration: {
        kind: "longest-of",
        of: [
          { kind: "days", days: 7 },
          { kind: "typical-gaps", times: 0.5 },
        ],
      },
    },
    "The next order is expected in less than 7 days or 0.5 typical gaps between orders, whichever is longer,",
  ],
  [{ kind: "rfm-group", groups: ["champions", "loyal"] }, "Is among Champions or Loyal"],
  [
    { kind: "consent", channel: "sms", states: ["not_subscribed", "unknown"] },
    "Consent to text messages is not subscribed or unknown",
  ],
])("an atom in words (%#)", (condition, words) => {
  expect(describeCondition(condition)).toEqual({ text: words, parts: [] });
});

test("every condition that there can be has words", () => {
  fc.assert(
    fc.property(anyCondition, (condition) => {
      expect(JSON.stringify(describeCondition(condition))).not.toMatch(
        /undefined|NaN|\[object|"text":""/,
      );
    }),
  );
});

test("what must not hold is a heading over its parts", () => {
  const part = { kind: "revenue", comparison: "reaches", percentile: 90 } as const;
  const words = {
    text: "Net revenue of the last 365 days reaches that of your customers’ top 10%",
    parts: [],
  };
  const none = (...of: Condition[]) => describeCondition({ kind: "none", of });
  expect(none({ kind: "all", of: [part] })).toEqual({
    text: "These do not all hold at once",
    parts: [words],
  });
  expect(none(part)).toEqual({ text: `Not: ${words.text}`, parts: [] });
  expect(none(part, part)).toEqual({ text: "None of these holds", parts: [words, words] });
  expect(none({ kind: "none", of: [part] })).toEqual({
    text: "At least one of these holds",
    parts: [words],
  });
});
