import fc from "fast-check";
import { expect, test } from "vitest";
import {
  newAndPromising,
  vip,
  vipProspect,
} from "../../../../app/pipeline/segment/ready-customers.ts";
import { highIntent } from "../../../../app/pipeline/segment/ready-intent.ts";
import { parseCondition } from "../../../../app/pipeline/segment/read-condition.ts";
import { upgradeCondition } from "../../../../app/pipeline/segment/upgrade-condition.ts";
import { DAY_MS } from "../../../../app/pipeline/shared/time.ts";
import { anyCondition } from "../../../support/condition-arbitrary.ts";

const aboveMedian = { kind: "revenue", comparison: "above", percentile: 50 };
const oldVip = {
  kind: "all",
  of: [
    { kind: "revenue", comparison: "reaches", percentile: 90 },
    aboveMedian,
    { kind: "orders", windowMs: 365 * DAY_MS, comparison: "at-least", count: 2 },
  ],
};
const gap = { kind: "typical-gaps", times: 1 };

test.each([
  [vip, oldVip],
  [
    vipProspect,
    {
      kind: "all",
      of: [
        { kind: "revenue", comparison: "reaches", percentile: 70 },
        aboveMedian,
        { kind: "since", moment: { kind: "last-order" }, comparison: "at-most", duration: gap },
        { kind: "not", of: oldVip },
      ],
    },
  ],
  [
    newAndPromising,
    {
      kind: "all",
      of: [
        {
          kind: "since",
          moment: { kind: "first-order" },
          comparison: "at-most",
          duration: { kind: "longest-of", of: [{ kind: "fixed", ms: 30 * DAY_MS }, gap] },
        },
        aboveMedian,
      ],
    },
  ],
  [
    highIntent,
    {
      kind: "all",
      of: [
        { kind: "score", score: "intent", comparison: "at-least", points: 60 },
        {
          kind: "sequence",
          moment: {
            kind: "last-signal",
            signals: ["product_added_to_cart", "cart_updated", "checkout_started"],
          },
          unlessLater: [{ kind: "last-signal", signals: ["order_placed"] }, { kind: "last-order" }],
        },
      ],
    },
  ],
])("A segment stored by an earlier release is read as it is written today (%#).", (now, old) => {
  expect(parseCondition(old)).toEqual(now.condition);
});

test("What is in the words of today stays as it is.", () => {
  fc.assert(
    fc.property(anyCondition, (condition) => {
      expect(upgradeCondition(condition)).toEqual(condition);
    }),
  );
  const below = { kind: "score", score: "value", comparison: "below", points: 3 };
  expect(parseCondition(below)).toEqual({ ...below, comparison: "less-than" });
});
