import fc from "fast-check";
import { expect, test } from "vitest";
import { sayProblem } from "../../../../app/components/segments/text/say-text.ts";
import { checkCondition } from "../../../../app/pipeline/segment/check-condition.ts";
import type { Atom, Condition, Filter } from "../../../../app/pipeline/segment/condition-tree.ts";
import { DEFAULT_SEGMENTS } from "../../../../app/pipeline/segment/default-segments.ts";
import type { Signal } from "../../../../app/pipeline/shared/signals.ts";
import { DAY_MS, MINUTE_MS } from "../../../../app/pipeline/shared/time.ts";
import { anyAtom, SEGMENT_HANDLES } from "../../../support/condition-arbitrary.ts";
import { testWords } from "../../../support/words.ts";

const context = { segments: SEGMENT_HANDLES, tagPrefix: "kindling:" };
const words = testWords("grammar");
/** With what is wrong in English. */
const check = (condition: Condition) =>
  checkCondition(condition, context).map(({ path, message }) => {
    return { path, message: sayProblem(words, message) };
  });

test("Nothing is said against the conditions that ship, nor against sound ones.", () => {
  for (const { condition } of DEFAULT_SEGMENTS) expect(check(condition)).toEqual([]);
  fc.assert(
    fc.property(anyAtom, (atom) => {
      expect(check(atom)).toEqual([]);
    }),
  );
});

const orders = { kind: "orders", where: [] } as const;
const views = { kind: "signals", signals: ["product_viewed"], where: [] } as const;
const count: Extract<Atom, { kind: "count" }> = {
  kind: "count",
  of: orders,
  each: null,
  window: null,
  comparison: "at-least",
  count: 1,
};
const of = (filter: Filter, things: typeof orders | typeof views = orders): Condition => ({
  ...count,
  of: { ...things, where: [filter] },
});
const sum = {
  kind: "sum",
  money: "whole",
  window: null,
  comparison: "at-least",
  amount: 1,
} as const;
const signals = (name: Signal) => ({ kind: "signals" as const, signals: [name], where: [] });
const since = { kind: "since", comparison: "at-least" } as const;
const last = { kind: "last", of: orders } as const;

test.each<[Condition, path: string, message: string]>([
  [{ ...sum, of: signals("page_viewed") }, "of.signals[0]", "page_viewed is about no product"],
  [{ ...sum, of: signals("order_placed") }, "of.signals[0]", "add up orders instead"],
  [{ ...sum, of: orders, amount: -1 }, "amount", "from 0 to"],
  [of({ kind: "channel", names: ["web"] }, views), "of.where[0]", "events have neither"],
  [of({ kind: "discounted", is: true }, views), "of.where[0]", "events have neither"],
  [of({ kind: "product", ids: [] }), "of.where[0].ids", "empty list"],
  [of({ kind: "vendor", names: ["Acme", " "] }), "of.where[0].names[1]", "missing"],
  [of({ kind: "price", from: null, below: null }), "of.where[0]", "from which price"],
  [of({ kind: "price", from: 50, below: 50 }), "of.where[0].below", "from 50 and below 50"],
  [of({ kind: "price", from: -1, below: null }), "of.where[0].from", "No price"],
  [{ ...count, of: { ...views, signals: [] } }, "of.signals", "which events"],
  [{ ...count, count: 1.5 }, "count", "whole numbers"],
  [{ ...count, window: { kind: "fixed", ms: 14 * MINUTE_MS } }, "window.ms", "15 minutes at least"],
  [{ ...count, window: { kind: "fixed", ms: -1 } }, "window.ms", "15 minutes at least"],
  [{ ...count, window: { kind: "days", days: 0.5 } }, "window.days", "from 1 on"],
  [{ ...count, window: { kind: "days", days: 4000 } }, "window.days", "10 years"],
  [
    { ...since, moment: last, duration: { kind: "fixed", ms: 4000 * DAY_MS } },
    "duration.ms",
    "10 years",
  ],
  [
    { ...since, moment: last, duration: { kind: "longest-of", of: [] } },
    "duration.of",
    "Say of which",
  ],
  [
    {
      ...since,
      moment: last,
      duration: { kind: "longest-of", of: [{ kind: "typical-gaps", times: 0 }] },
    },
    "duration.of[0].times",
    "above 0",
  ],
  [
    {
      kind: "sequence",
      moment: last,
      followed: "some",
      by: [orders],
      within: { kind: "fixed", ms: 5 * MINUTE_MS },
    },
    "within.ms",
    "15 minutes at least",
  ],
  [{ kind: "sequence", moment: last, followed: "none", by: [], within: null }, "by", "to follow"],
  [{ kind: "score", score: "intent", comparison: "at-least", points: 101 }, "points", "0 to 100"],
  [
    { kind: "prediction", of: "churn", bound: "low", comparison: "at-most", value: 120 },
    "value",
    "Percentages go from 0 to 100.",
  ],
  [
    { kind: "share", where: [], window: null, comparison: "at-least", percent: 50 },
    "where",
    "what the orders",
  ],
  [{ kind: "rfm", axis: "recency", comparison: "at-least", fifth: 9 }, "fifth", "from 1 to 5"],
  [{ kind: "rfm-group", groups: [] }, "groups", "Say a group"],
  [{ kind: "consent", channel: "sms", states: [] }, "states", "state of consent"],
  [{ kind: "tag", tag: "Kindling:VIP" }, "tag", "ask for the segment"],
  [{ kind: "tag", tag: " " }, "tag", "which tag"],
  [{ kind: "tag", tag: "a, b" }, "tag", "no comma"],
  [{ kind: "segment", handle: "gone" }, "handle", 'no segment "gone"'],
])("What makes no sense is refused at its place (%#).", (condition, path, message) => {
  expect(check(condition)).toEqual([{ path, message: expect.stringContaining(message) }]);
  const nested = check({ kind: "any", of: [count, { kind: "none", of: [condition] }] });
  expect(nested.map((problem) => problem.path)).toEqual([`of[1].of[0].${path}`]);
});

test("A condition asks 200 things at most, and is nested 20 deep at most.", () => {
  const many = (length: number): Condition => ({ kind: "all", of: Array(length).fill(count) });
  expect(check(many(200))).toEqual([]);
  expect(check(many(201))).toMatchObject([{ path: "", message: expect.stringContaining("201") }]);
  const nest = (depth: number): Condition =>
    depth === 1 ? count : { kind: "all", of: [nest(depth - 1)] };
  expect(check(nest(20))).toEqual([]);
  expect(check(nest(21))).toMatchObject([{ message: expect.stringContaining("20 deep") }]);
});
