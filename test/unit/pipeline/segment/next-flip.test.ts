import fc from "fast-check";
import { expect, test } from "vitest";
import { DEFAULT_MODEL } from "../../../../app/pipeline/score/default-model.ts";
import { scoreProfile } from "../../../../app/pipeline/score/score-profile.ts";
import { SCORE_NAMES } from "../../../../app/pipeline/score/scores.ts";
import type {
  Atom,
  Condition,
  Duration,
  Moment,
} from "../../../../app/pipeline/segment/condition.ts";
import { DEFAULT_SEGMENTS } from "../../../../app/pipeline/segment/default-segments.ts";
import { evaluateCondition } from "../../../../app/pipeline/segment/evaluate-condition.ts";
import { judgeProfile } from "../../../../app/pipeline/segment/judge-profile.ts";
import { SIGNALS } from "../../../../app/pipeline/shared/signals.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../../../app/pipeline/shared/time.ts";
import { anyModel, concern } from "../score/any-model.ts";
import {
  anyBenchmarks,
  anyFacts,
  anyOrder,
  anyRow,
  factsOf,
  NOW,
  order,
  row,
  shopOf,
} from "../score/facts.ts";

const anyMoment: fc.Arbitrary<Moment> = fc.oneof(
  fc.constantFrom<Moment>({ kind: "first-order" }, { kind: "last-order" }),
  fc.record({
    kind: fc.constant("last-signal" as const),
    signals: fc.subarray([...SIGNALS], { minLength: 3 }),
  }),
);

const fixed = (ms: number): fc.Arbitrary<Duration> =>
  fc.record({ kind: fc.constant("fixed" as const), ms: fc.integer({ min: 0, max: ms }) });

// Spans of about an hour, so that something flips within the minutes that are walked second by second.
const anyAtom: fc.Arbitrary<Atom> = fc.oneof(
  fc.record({
    kind: fc.constant("score" as const),
    score: fc.constantFrom(...SCORE_NAMES),
    comparison: fc.constantFrom("at-least" as const, "below" as const),
    points: fc.integer({ min: 1, max: 60 }),
  }),
  fc.record({
    kind: fc.constant("orders" as const),
    windowMs: fc.option(fc.integer({ min: 10 * MINUTE_MS, max: HOUR_MS })),
    comparison: fc.constantFrom("at-least" as const, "at-most" as const),
    count: fc.integer({ min: 0, max: 4 }),
  }),
  fc.record({
    kind: fc.constant("revenue" as const),
    comparison: fc.constantFrom("reaches" as const, "above" as const),
    percentile: fc.constantFrom(10 as const, 50 as const, 90 as const),
  }),
  fc.record({
    kind: fc.constant("since" as const),
    moment: anyMoment,
    comparison: fc.constantFrom("at-least" as const, "at-most" as const),
    duration: fc.oneof(
      fixed(HOUR_MS),
      fc.constant<Duration>({ kind: "typical-gaps", times: 0.0005 }),
    ),
  }),
  fc.record({
    kind: fc.constant("sequence" as const),
    moment: anyMoment,
    unlessLater: fc.array(anyMoment, { maxLength: 2 }),
  }),
);

const soon = (span: number) => fc.array(anyOrder({ days: span / DAY_MS }), { maxLength: 4 });

const anySituation = fc
  .record({
    rows: fc.array(anyRow({ days: 0.04 }), { maxLength: 8 }),
    orders: soon(HOUR_MS),
    // A year older: these leave the window of revenue and frequency within the hour.
    leaving: soon(HOUR_MS),
    benchmarks: anyBenchmarks,
    model: anyModel({ min: MINUTE_MS, max: HOUR_MS }),
  })
  .map(({ rows, orders, leaving, benchmarks, model }) => {
    const old = leaving.map((fact) => ({
      ...fact,
      placedAt: fact.placedAt - 365 * DAY_MS + HOUR_MS,
      cancelledAt: null,
      refunds: [],
    }));
    const facts = concern(factsOf(rows, [...orders, ...old]), model);
    return { facts, benchmarks, model };
  });

type Case = typeof anySituation extends fc.Arbitrary<infer T> ? T : never;

const judge = (condition: Condition, input: Case, asOf: number) => {
  const scores = scoreProfile({ ...input, asOf });
  return evaluateCondition({ ...input, condition, scores, asOf });
};

/** Checks that nothing changes at `instants` before the next flip, and something at it. */
function checkFlip(
  question: { atom: Atom; input: Case; asOf: number },
  instants: number[],
): boolean {
  const { atom, input, asOf } = question;
  const { met, nextFlip } = judge(atom, input, asOf);
  for (const at of instants) {
    if (at < asOf || at >= (nextFlip ?? Infinity)) continue;
    // A score may have fallen within the second before; all other conditions know the millisecond.
    const asked = atom.kind === "score" ? Math.max(asOf, Math.floor(at / 1000) * 1000) : at;
    if (judge(atom, input, asked).met !== met) throw new Error(`It changed at ${asked - asOf} ms`);
  }
  if (nextFlip === null) return false;
  expect(nextFlip).toBeGreaterThan(asOf);
  expect(judge(atom, input, nextFlip).met).toBe(!met);
  return true;
}

const anyQuestion = fc.record({
  atom: anyAtom,
  input: anySituation,
  asOf: fc.integer({ min: NOW, max: NOW + 999 }),
});

test("The next flip of a condition is exact: nothing changes before it, and something changes at it.", () => {
  let flips = 0;
  const spans = fc.array(fc.integer({ min: 1, max: 2 * HOUR_MS }), { maxLength: 6 });
  fc.assert(
    fc.property(anyQuestion, spans, (question, steps) => {
      const { nextFlip } = judge(question.atom, question.input, question.asOf);
      const before = nextFlip === null ? 4000 * DAY_MS : nextFlip - 1;
      const instants = [...steps.map((step) => question.asOf + step), before, before - SECOND_MS];
      if (checkFlip(question, instants)) flips += 1;
    }),
    { numRuns: 2000 },
  );
  expect(flips).toBeGreaterThan(200);
});

test("Walked second by second, no condition changes before its next flip.", () => {
  const seconds = Array.from({ length: 600 }, (_, index) => NOW + index * SECOND_MS);
  const few = { numRuns: 60 };
  fc.assert(
    fc.property(anyQuestion, (question) => void checkFlip(question, seconds)),
    few,
  );
});

test("The next flip of a combination is the first of its parts.", () => {
  const kinds = fc.constantFrom("all" as const, "any" as const);
  fc.assert(
    fc.property(kinds, fc.array(anyAtom, { maxLength: 4 }), anySituation, (kind, of, input) => {
      const flips = of.map((atom) => judge(atom, input, NOW).nextFlip ?? Infinity);
      const whole = judge({ kind: "not", of: { kind, of } }, input, NOW);
      expect(whole.nextFlip ?? Infinity).toBe(Math.min(Infinity, ...flips));
      const met = of.map((atom) => judge(atom, input, NOW).met);
      expect(whole.met).toBe(!(kind === "all" ? met.every(Boolean) : met.some(Boolean)));
    }),
  );
});

test("A profile is due when the first of its segments can change, and not before.", () => {
  fc.assert(
    fc.property(anyFacts(), anyBenchmarks, (facts, benchmarks) => {
      const at = (asOf: number) =>
        judgeProfile({ facts, benchmarks, model: DEFAULT_MODEL, segments: DEFAULT_SEGMENTS, asOf });
      const members = (asOf: number) =>
        Object.values(at(asOf).memberships).map((membership) => membership.member);
      const { dueAt } = at(NOW);
      const before = dueAt === null ? NOW + 4000 * DAY_MS : dueAt - SECOND_MS;
      for (const part of [0.01, 0.1, 0.3, 0.6, 0.9, 1]) {
        const asOf = Math.floor(NOW + (before - NOW) * part);
        if (asOf > NOW) expect(members(asOf)).toEqual(members(NOW));
      }
    }),
  );
});

test("Facts that are dated later than now make a profile due when their time has come.", () => {
  const judgeNow = (facts: Case["facts"]) =>
    judgeProfile({
      facts,
      segments: DEFAULT_SEGMENTS,
      benchmarks: shopOf([100]),
      model: DEFAULT_MODEL,
      asOf: NOW,
    }).dueAt;
  const later = NOW + 5 * MINUTE_MS;
  expect(judgeNow(factsOf([row("page_viewed", later)]))).toBe(later);
  expect(judgeNow(factsOf([], [order(later, 100)]))).toBe(later);
  expect(judgeNow(factsOf([], [order(NOW, 100, { cancelledAt: later })]))).toBe(later);
  const refunds = [{ refundedAt: later, amountMinor: 1 }];
  expect(judgeNow(factsOf([], [order(NOW, 100, { refunds })]))).toBe(later);
  expect(judgeNow(factsOf([row("page_viewed", NOW)]))).toBeNull();
});
