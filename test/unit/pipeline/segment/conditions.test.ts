import fc from "fast-check";
import { expect, test } from "vitest";
import { DEFAULT_MODEL } from "../../../../app/pipeline/score/default-model.ts";
import { scoreProfile } from "../../../../app/pipeline/score/score-profile.ts";
import type { Condition } from "../../../../app/pipeline/segment/condition.ts";
import { DEFAULT_SEGMENTS } from "../../../../app/pipeline/segment/default-segments.ts";
import { parseCondition, parseSegments } from "../../../../app/pipeline/segment/definition.ts";
import { evaluateCondition } from "../../../../app/pipeline/segment/evaluate-condition.ts";
import { evaluateSegments } from "../../../../app/pipeline/segment/evaluate-segments.ts";
import { judgeProfile } from "../../../../app/pipeline/segment/judge-profile.ts";
import type { ProfileFacts } from "../../../../app/pipeline/shared/records.ts";
import { SIGNALS, TRUST_LEVELS } from "../../../../app/pipeline/shared/signals.ts";
import type { Trust } from "../../../../app/pipeline/shared/signals.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, SLOT_MS } from "../../../../app/pipeline/shared/time.ts";
import { anyFacts, factsOf, NOW, order, row, shopOf } from "../score/facts.ts";

function judge(condition: Condition, facts: ProfileFacts, amounts = [100, 200, 400]) {
  const benchmarks = shopOf(amounts);
  const situation = { facts, benchmarks, model: DEFAULT_MODEL, asOf: NOW };
  return evaluateCondition({ ...situation, condition, scores: scoreProfile(situation) });
}

const nobody = factsOf([]);

test("An unknown score is neither at least nor below any threshold.", () => {
  for (const comparison of ["at-least", "below"] as const) {
    const atom = { kind: "score", score: "intent", comparison, points: 0 } as const;
    expect(judge(atom, nobody)).toEqual({
      met: false,
      reason: "Intent is unknown: no browsing yet.",
      nextFlip: null,
    });
  }
});

test("A moment that never happened is neither at least nor at most any time ago.", () => {
  for (const comparison of ["at-least", "at-most"] as const) {
    const duration = { kind: "fixed", ms: 0 } as const;
    const moment = { kind: "last-order" } as const;
    const verdict = judge({ kind: "since", moment, comparison, duration }, nobody);
    expect(verdict).toEqual({ met: false, reason: "No last order.", nextFlip: null });
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
  const duration = { kind: "fixed", ms: 0 } as const;
  const moment = { kind: "last-signal", signals: ["product_added_to_cart"] } as const;
  const met = (trust: Trust): boolean => {
    const told = { ...row("product_added_to_cart", NOW - HOUR_MS), trust };
    return judge({ kind: "since", moment, comparison: "at-least", duration }, factsOf([told])).met;
  };
  expect(TRUST_LEVELS.map(met)).toEqual([true, true, false]);
  // Nor do all the unsigned events that there can be reach the threshold of high intent.
  const flood = SIGNALS.map((signal) => ({
    ...row(signal, NOW - MINUTE_MS),
    trust: "unsigned" as const,
    count: 1000,
  }));
  const handles = parseSegments(DEFAULT_SEGMENTS);
  const { memberships } = judgeProfile({
    facts: factsOf(flood),
    segments: handles,
    benchmarks: shopOf([100, 200, 400]),
    model: DEFAULT_MODEL,
    asOf: NOW,
  });
  expect(Object.values(memberships).filter(({ member }) => member)).toEqual([]);
});

test("Everything of an empty list is met and nothing of an empty list is.", () => {
  expect(judge({ kind: "all", of: [] }, nobody).met).toBe(true);
  expect(judge({ kind: "any", of: [] }, nobody).met).toBe(false);
});

const facts = factsOf(
  [row("checkout_started", NOW - 5 * HOUR_MS), row("cart_updated", NOW - 90 * MINUTE_MS)],
  [order(NOW - 12 * DAY_MS, 300), order(NOW - 3.25 * DAY_MS, 200)],
);

test.each<[Condition, boolean, string]>([
  [
    { kind: "score", score: "intent", comparison: "at-least", points: 60 },
    false,
    "Intent is 38.9 points, below 60.",
  ],
  [
    { kind: "orders", windowMs: 10 * DAY_MS, comparison: "at-least", count: 2 },
    false,
    "1 order in the last 10 days, fewer than 2.",
  ],
  [
    { kind: "orders", windowMs: null, comparison: "at-most", count: 1 },
    false,
    "2 orders in total, more than 1.",
  ],
  [
    { kind: "revenue", comparison: "above", percentile: 50 },
    true,
    "Net revenue of the last 365 days is 2.50 times the shop's median, above it.",
  ],
  [
    {
      kind: "since",
      moment: { kind: "last-order" },
      comparison: "at-most",
      duration: { kind: "typical-gaps", times: 1 },
    },
    true,
    "Last order 3.2 days ago, at most 90 days.",
  ],
  [
    {
      kind: "sequence",
      moment: { kind: "last-signal", signals: ["cart_updated"] },
      unlessLater: [{ kind: "last-order" }],
    },
    true,
    "Last cart updated 1.5 hours ago, no order since.",
  ],
  [
    {
      kind: "sequence",
      moment: { kind: "last-order" },
      unlessLater: [{ kind: "last-signal", signals: ["checkout_started"] }],
    },
    false,
    "Last order 3.2 days ago was followed by the last checkout started.",
  ],
])("A reason is a sentence with the numbers that decided (%#).", (condition, met, reason) => {
  expect(judge(condition, facts)).toMatchObject({ met, reason });
});

test("The reason of a combination names the parts that decided it.", () => {
  const few = { kind: "orders", windowMs: null, comparison: "at-most", count: 1 } as const;
  const rich = { kind: "revenue", comparison: "above", percentile: 50 } as const;
  expect(judge({ kind: "all", of: [few, rich] }, facts).reason).toBe(
    "2 orders in total, more than 1.",
  );
  expect(judge({ kind: "all", of: [{ kind: "not", of: few }, rich] }, facts).reason).toBe(
    "2 orders in total, more than 1; net revenue of the last 365 days is 2.50 times the shop's median, above it.",
  );
});

test("A person known by several ids is in the segments of one person with all their rows.", () => {
  const benchmarks = shopOf([1000, 2000, 3000]);
  const judgeAll = (facts: ProfileFacts, asOf: number) => {
    const situation = { facts, benchmarks, model: DEFAULT_MODEL, asOf };
    const scores = scoreProfile(situation);
    return evaluateSegments({ ...situation, segments: DEFAULT_SEGMENTS, scores });
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
  const benchmarks = shopOf([100]);
  const isAbandoner = (asOf: number): boolean | undefined =>
    judgeProfile({
      facts: factsOf([slot]),
      segments: DEFAULT_SEGMENTS,
      benchmarks,
      model: DEFAULT_MODEL,
      asOf,
    }).memberships["cart-abandoner"]?.member;
  expect(isAbandoner(early.firstAt + 4 * HOUR_MS)).toBe(false);
  expect(isAbandoner(slot.lastAt + 4 * HOUR_MS)).toBe(true);
  const added: Condition = {
    kind: "since",
    moment: { kind: "last-signal", signals: ["product_added_to_cart"] },
    comparison: "at-most",
    duration: { kind: "fixed", ms: 0 },
  };
  const situation = { facts: factsOf([slot]), benchmarks, model: DEFAULT_MODEL };
  const at = (asOf: number) =>
    evaluateCondition({
      ...situation,
      asOf,
      condition: added,
      scores: scoreProfile({ ...situation, asOf }),
    });
  expect(at(slot.firstAt).met).toBe(true);
  expect(at(slot.firstAt + 1)).toMatchObject({ met: false, nextFlip: slot.lastAt });
  expect(at(slot.lastAt).met).toBe(true);
});

test("Segments come back from JSON as they were.", () => {
  const stored: typeof DEFAULT_SEGMENTS = JSON.parse(JSON.stringify(DEFAULT_SEGMENTS));
  expect(parseSegments(stored)).toEqual(DEFAULT_SEGMENTS);
});

test.each([
  [null, "condition must be an object, it is null"],
  [{ kind: "some" }, 'condition.kind must be a known kind of condition, it is "some"'],
  [{ kind: "all" }, "condition.of must be a list, it is missing"],
  [{ kind: "all", of: [{ kind: "not" }] }, "condition.of[0].of must be an object, it is missing"],
  [
    { kind: "score", score: "luck", comparison: "below", points: 1 },
    'condition.score must be one of intent, engagement, value, behavior, it is "luck"',
  ],
  [
    { kind: "orders", windowMs: -1, comparison: "at-least", count: 1 },
    "condition.windowMs must be a number, 0 or more, it is -1",
  ],
  [{ kind: "revenue", comparison: "reaches", percentile: 95 }, "condition.percentile must be one"],
])("A condition that cannot be read is refused by place (%#).", (json, words) => {
  expect(() => parseCondition(json)).toThrow(words);
});
