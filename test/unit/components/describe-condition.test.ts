import { expect, test } from "vitest";
import { describeCondition } from "../../../app/components/segments/describe-condition.ts";
import { DEFAULT_SEGMENTS } from "../../../app/pipeline/segment/default-segments.ts";
import { DAY_MS, HOUR_MS } from "../../../app/pipeline/shared/time.ts";

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

test("orders of a window, and of all time", () => {
  const orders = { kind: "orders", comparison: "at-least" } as const;
  expect(describeCondition({ ...orders, windowMs: 365 * DAY_MS, count: 2 }).text).toBe(
    "At least 2 orders in the last 365 days",
  );
  expect(describeCondition({ ...orders, windowMs: null, count: 1 }).text).toBe("At least 1 order");
});

test("a length of time that is no whole number of days is told in hours", () => {
  const moment = { kind: "last-signal", signals: ["cart_updated"] } as const;
  const duration = { kind: "fixed", ms: 4 * HOUR_MS } as const;
  expect(describeCondition({ kind: "since", moment, comparison: "at-least", duration }).text).toBe(
    "The last change of the cart was at least 4 hours ago",
  );
});

test("a sequence names what happened and what did not follow, each once", () => {
  const words = describeCondition({
    kind: "sequence",
    moment: { kind: "last-signal", signals: ["product_added_to_cart", "checkout_started"] },
    unlessLater: [{ kind: "last-signal", signals: ["order_placed"] }, { kind: "last-order" }],
  });
  expect(words.text).toBe("There was an item added to the cart or a checkout, and no order since");
});

test("what must not hold is a heading over its parts", () => {
  const part = { kind: "revenue", comparison: "reaches", percentile: 90 } as const;
  expect(describeCondition({ kind: "not", of: { kind: "all", of: [part] } })).toEqual({
    text: "These do not all hold at once",
    parts: [
      {
        text: "Net revenue of the last 365 days reaches that of your customers’ top 10%",
        parts: [],
      },
    ],
  });
});
