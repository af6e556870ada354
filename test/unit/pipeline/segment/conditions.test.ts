import fc from "fast-check";
import { expect, test } from "vitest";
import { sayReason } from "../../../../app/components/segments/say-reason.ts";
import type { Condition, Things } from "../../../../app/pipeline/segment/condition-tree.ts";
import { DEFAULT_SEGMENTS } from "../../../../app/pipeline/segment/default-segments.ts";
import { evaluateSegments } from "../../../../app/pipeline/segment/evaluate-segments.ts";
import { judgeProfile } from "../../../../app/pipeline/segment/judge-profile.ts";
import type { ProfileFacts } from "../../../../app/pipeline/shared/records.ts";
import { SIGNALS, TRUST_LEVELS } from "../../../../app/pipeline/shared/signals.ts";
import type { Signal, Trust } from "../../../../app/pipeline/shared/signals.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, SLOT_MS } from "../../../../app/pipeline/shared/time.ts";
import { evaluateCondition } from "../../../support/evaluate-condition.ts";
import { testWords } from "../../../support/words.ts";
import { anyFacts, factsOf, NOW, order, row, shopOf } from "../score/facts.ts";
import { knownOf, situationAt } from "./situations.ts";

const words = testWords("conditions");

/** With the reason in English. */
function judge(condition: Condition, facts: ProfileFacts, amounts = [100, 200, 400]) {
  const situation = situationAt(knownOf({ facts, benchmarks: shopOf(amounts) }));
  const { reason, ...verdict } = evaluateCondition({ ...situation, condition });
  return { ...verdict, reason: sayReason(words, reason) };
}

const nobody = factsOf([]);
const orders: Things = { kind: "orders", where: [] };
const signals = (...names: Signal[]): Things => ({ kind: "signals", signals: names, where: [] });
const fixed = (ms: number) => ({ kind: "fixed", ms }) as const;

test("An unknown score meets no comparison.", () => {
  for (const comparison of ["at-least", "more-than", "at-most", "less-than"] as const) {
    const atom = { kind: "score", score: "intent", comparison, points: 0 } as const;
    expect(judge(atom, nobody)).toEqual({
      met: false,
      reason: "Intent is unknown: no browsing yet.",
      nextFlip: null,
    });
  }
});

test("A moment that never happened is neither at least nor less than any time ago.", () => {
  for (const comparison of ["at-least", "less-than"] as const) {
    const moment = { kind: "last", of: orders } as const;
    const verdict = judge({ kind: "since", moment, comparison, duration: fixed(1) }, nobody);
    expect(verdict).toEqual({ met: false, reason: "No order so far.", nextFlip: null });
  }
});

test("No revenue reaches no percentile, not even one of zero.", () => {
  const atom = { kind: "revenue", comparison: "reaches", percentile: 10 } as const;
  expect(judge(atom, nobody, [0, 0]).met).toBe(false);
  expect(judge(atom, factsOf([], [order(NOW, 1)]), [0, 0]).met).toBe(true);
  expect(judge(atom, factsOf([], [order(NOW, 1)]), [])).toMatchObject({
    met: false,
    reason: "The shop has no earlier sales to compare with.",
  });
});

test("What anybody could have sent is no moment: it puts nobody into a segment by itself.", () => {
  const moment = { kind: "last", of: signals("product_added_to_cart") } as const;
  const met = (trust: Trust): boolean => {
    const told = { ...row("product_added_to_cart", NOW - HOUR_MS), trust };
    const comparison = "at-least";
    return judge({ kind: "since", moment, comparison, duration: fixed(0) }, factsOf([told])).met;
  };
  expect(TRUST_LEVELS.map(met)).toEqual([true, true, false]);
  // Nor do all the unsigned events that there can be reach the threshold of high intent.
  const flood = SIGNALS.map((signal) => ({
    ...row(signal, NOW - MINUTE_MS),
    trust: "unsigned" as const,
    count: 1000,
  }));
  const { memberships } = judgeProfile({
    ...situationAt(knownOf({ facts: factsOf(flood) })),
    segments: DEFAULT_SEGMENTS,
  });
  expect(Object.values(memberships).filter(({ member }) => member)).toEqual([]);
});

test("Everything of an empty list is met, nothing of it is, and none of it is.", () => {
  expect(judge({ kind: "all", of: [] }, nobody).met).toBe(true);
  expect(judge({ kind: "any", of: [] }, nobody).met).toBe(false);
  expect(judge({ kind: "none", of: [] }, nobody).met).toBe(true);
});

const facts = factsOf(
  [row("checkout_started", NOW - 5 * HOUR_MS), row("cart_updated", NOW - 90 * MINUTE_MS)],
  [order(NOW - 12 * DAY_MS, 300), order(NOW - 3.25 * DAY_MS, 200)],
);
const count = { kind: "count", of: orders, each: null } as const;

test.each<[Condition, boolean, string]>([
  [
    { kind: "score", score: "intent", comparison: "at-least", points: 60 },
    false,
    "Intent is 38.9 points, less than 60.",
  ],
  [
    { ...count, window: fixed(10 * DAY_MS), comparison: "at-least", count: 2 },
    false,
    "1 order in the last 10 days, less than 2.",
  ],
  [
    { ...count, window: null, comparison: "at-most", count: 1 },
    false,
    "2 orders so far, more than 1.",
  ],
  [
    { ...count, window: { kind: "days", days: 4 }, comparison: "exactly", count: 1 },
    true,
    "1 order in the last 4 days, exactly 1.",
  ],
  [
    { ...count, of: signals("cart_updated"), window: null, comparison: "more-than", count: 1 },
    false,
    "Change of the cart so far: once, at most 1.",
  ],
  [
    { kind: "sum", money: "whole", of: orders, window: null, comparison: "at-least", amount: 4.5 },
    true,
    "Orders so far came to €5.00, at least €4.50.",
  ],
  [
    { kind: "revenue", comparison: "above", percentile: 50 },
    true,
    "Net revenue of the last 365 days is 2.50 times the shop’s median.",
  ],
  [
    {
      kind: "since",
      moment: { kind: "last", of: orders },
      comparison: "less-than",
      duration: { kind: "typical-gaps", times: 1 },
    },
    true,
    "The last order was 3.2 days ago, less than 90 days.",
  ],
  [
    {
      kind: "since",
      moment: { kind: "first", of: orders },
      comparison: "less-than",
      duration: { kind: "days", days: 12 },
    },
    false,
    "The first order was 12 days ago, at least 12 days.",
  ],
  [
    {
      kind: "sequence",
      moment: { kind: "last", of: signals("cart_updated") },
      followed: "none",
      by: [signals("order_placed"), orders],
      within: null,
    },
    true,
    "The last change of the cart was 1.5 hours ago, with no order since.",
  ],
  [
    {
      kind: "sequence",
      moment: { kind: "last", of: orders },
      followed: "none",
      by: [signals("checkout_started")],
      within: null,
    },
    false,
    "The last order 3.2 days ago was followed by a checkout.",
  ],
  [
    {
      kind: "sequence",
      moment: { kind: "last", of: orders },
      followed: "none",
      by: [signals("email_clicked")],
      within: { kind: "days", days: 7 },
    },
    false,
    "The last order was 3.2 days ago, with no click in an email within 7 days so far.",
  ],
  [{ kind: "segment", handle: "vip" }, false, "Not in the segment “vip”."],
  [{ kind: "person", is: "visitor" }, true, "This is a visitor."],
  [{ kind: "tag", tag: "VIP" }, false, "The customer does not carry “VIP”."],
])("A reason is a sentence with the numbers that decided (%#).", (condition, met, reason) => {
  expect(judge(condition, facts)).toMatchObject({ met, reason });
});

test("The reason of a combination names the parts that decided it.", () => {
  const few = { ...count, window: null, comparison: "at-most", count: 1 } as const;
  const rich = { kind: "revenue", comparison: "above", percentile: 50 } as const;
  expect(judge({ kind: "all", of: [few, rich] }, facts).reason).toBe(
    "2 orders so far, more than 1.",
  );
  expect(judge({ kind: "all", of: [{ kind: "none", of: [few] }, rich] }, facts).reason).toBe(
    "2 orders so far, more than 1; net revenue of the last 365 days is 2.50 times the shop’s median.",
  );
});

test("A person known by several ids is in the segments of one person with all their rows.", () => {
  const benchmarks = shopOf([1000, 2000, 3000]);
  const judgeAll = (facts: ProfileFacts, asOf: number) => {
    const { memberships, nextFlip } = evaluateSegments({
      ...situationAt(knownOf({ facts, benchmarks }), asOf),
      segments: DEFAULT_SEGMENTS,
    });
    const words = Object.values(memberships).map(({ member, reason }) => [member, reason()]);
    return { words, nextFlip };
  };
  fc.assert(
    fc.property(anyFacts(true), fc.nat(SLOT_MS), (facts, after) => {
      // Each row as if one id had seen its first occurrence and another all the others.
      const torn = facts.rows.flatMap((seen) => {
        if (seen.count === 1) return [seen];
        const parts = { one: { ...seen, count: 1, lastAt: seen.firstAt }, rest: seen.count - 1 };
        return [parts.one, { ...seen, count: parts.rest, firstAt: seen.lastAt }];
      });
      for (const asOf of [NOW, ...facts.rows.map((seen) => seen.firstAt + after)]) {
        expect(judgeAll({ ...facts, rows: torn }, asOf)).toEqual(judgeAll(facts, asOf));
      }
    }),
    { numRuns: 30 },
  );
  // Asked in the middle of a slot, of which one id saw the beginning and another the end.
  const [from, mid] = [row("cart_updated", NOW), row("cart_updated", NOW + MINUTE_MS)];
  const whole = { ...from, count: 3, lastAt: NOW + 9 * MINUTE_MS };
  const torn = [
    { ...mid, count: 2, firstAt: NOW },
    { ...mid, firstAt: whole.lastAt, lastAt: whole.lastAt },
  ];
  const asOf = NOW + 5 * MINUTE_MS;
  expect(judgeAll(factsOf(torn), asOf)).toEqual(judgeAll(factsOf([whole]), asOf));
});

test("Of a quarter of an hour that has just begun, a condition sees what has happened by now.", () => {
  const early = row("product_added_to_cart", NOW - 5 * HOUR_MS);
  const slot = { ...early, count: 2, lastAt: early.firstAt + MINUTE_MS };
  const known = knownOf({ facts: factsOf([slot]) });
  const isAbandoner = (asOf: number): boolean | undefined =>
    judgeProfile({ ...situationAt(known, asOf), segments: DEFAULT_SEGMENTS }).memberships[
      "cart-abandoner"
    ]?.member;
  expect(isAbandoner(early.firstAt + 4 * HOUR_MS)).toBe(false);
  expect(isAbandoner(slot.lastAt + 4 * HOUR_MS)).toBe(true);
  const condition: Condition = {
    kind: "since",
    moment: { kind: "last", of: signals("product_added_to_cart") },
    comparison: "less-than",
    duration: fixed(1),
  };
  const at = (asOf: number) => evaluateCondition({ ...situationAt(known, asOf), condition });
  expect(at(slot.firstAt).met).toBe(true);
  expect(at(slot.firstAt + 1)).toMatchObject({ met: false, nextFlip: slot.lastAt });
  expect(at(slot.lastAt).met).toBe(true);
});
