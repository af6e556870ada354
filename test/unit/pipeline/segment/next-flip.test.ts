import fc from "fast-check";
import { expect, test } from "vitest";
import { DEFAULT_MODEL } from "../../../../app/pipeline/score/default-model.ts";
import type { Condition } from "../../../../app/pipeline/segment/condition-tree.ts";
import { DEFAULT_SEGMENTS } from "../../../../app/pipeline/segment/default-segments.ts";
import { evaluateSegments } from "../../../../app/pipeline/segment/evaluate-segments.ts";
import { judgeProfile } from "../../../../app/pipeline/segment/judge-profile.ts";
import { DAY_MS, MINUTE_MS, SECOND_MS } from "../../../../app/pipeline/shared/time.ts";
import { anyAtom, anyCondition } from "../../../support/condition-arbitrary.ts";
import { evaluateCondition } from "../../../support/evaluate-condition.ts";
import { plainRule } from "../../../support/plain-rule.ts";
import { anyFacts, factsOf, NOW, order, row } from "../score/facts.ts";
import { anyKnown, concernCondition } from "./any-known.ts";
import { knownOf, situationAt } from "./situations.ts";
import type { Known } from "./situations.ts";

const judge = (condition: Condition, known: Known, asOf: number) =>
  evaluateCondition({ ...situationAt(known, asOf), condition });

const isOfScore = (condition: Condition): boolean => JSON.stringify(condition).includes('"score"');

interface Question {
  condition: Condition;
  known: Known;
  asOf: number;
}

const anyQuestion = (condition: fc.Arbitrary<Condition>, days: number): fc.Arbitrary<Question> =>
  fc
    .record({ condition, known: anyKnown(days), asOf: fc.integer({ min: NOW, max: NOW + 999 }) })
    .map((asked) => ({ ...asked, known: concernCondition(asked.known, asked.condition) }));

/** Checks that a verdict stays at `instants` before its next flip, and tells whether there is one. */
function checkFlip({ condition, known, asOf }: Question, instants: number[]): number | null {
  const { met, nextFlip } = judge(condition, known, asOf);
  for (const at of instants) {
    if (at < asOf || at >= (nextFlip ?? Infinity)) continue;
    // A score may have fallen within the second before; all other conditions know the millisecond.
    const asked = isOfScore(condition) ? Math.max(asOf, Math.floor(at / 1000) * 1000) : at;
    if (judge(condition, known, asked).met !== met) {
      throw new Error(`It changed at ${asked - asOf} ms, before ${(nextFlip ?? Infinity) - asOf}`);
    }
  }
  if (nextFlip !== null) expect(nextFlip).toBeGreaterThan(asOf);
  return nextFlip;
}

const instantsBefore = ({ condition, known, asOf }: Question, parts: number[]): number[] => {
  const { nextFlip } = judge(condition, known, asOf);
  const before = nextFlip === null ? asOf + 4000 * DAY_MS : nextFlip - 1;
  const between = parts.map((part) => Math.floor(asOf + (before - asOf) * part));
  // Near the beginning and the end is where something is missed first.
  return [asOf + 1, asOf + MINUTE_MS, ...between, before - SECOND_MS, before];
};

const anyParts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 4 });

test("The next flip of an atom is exact: nothing changes before it, and something changes at it.", () => {
  let flips = 0;
  for (const days of [0.05, 2, 40]) {
    fc.assert(
      fc.property(anyQuestion(anyAtom, days), anyParts, (question, parts) => {
        const nextFlip = checkFlip(question, instantsBefore(question, parts));
        if (nextFlip === null) return;
        const { condition, known, asOf } = question;
        expect(judge(condition, known, nextFlip).met).toBe(!judge(condition, known, asOf).met);
        flips += 1;
      }),
      { numRuns: 700 },
    );
  }
  expect(flips).toBeGreaterThan(100);
});

test("A verdict on a whole tree stays as it is up to its next flip.", () => {
  let flips = 0;
  for (const days of [0.05, 2, 40]) {
    fc.assert(
      fc.property(anyQuestion(anyCondition, days), anyParts, (question, parts) => {
        const nextFlip = checkFlip(question, instantsBefore(question, parts));
        if (nextFlip !== null) flips += 1;
      }),
      { numRuns: 250 },
    );
  }
  expect(flips).toBeGreaterThan(25);
});

test("Walked second by second, no condition changes before its next flip.", () => {
  const seconds = Array.from({ length: 200 }, (_, index) => NOW + index * SECOND_MS);
  fc.assert(
    fc.property(anyQuestion(anyAtom, 0.05), (question) => void checkFlip(question, seconds)),
    { numRuns: 40 },
  );
});

test("A combination changes with the first of its parts where all agree, and else not before those that decide have.", () => {
  const kinds = fc.constantFrom("all" as const, "any" as const);
  fc.assert(
    fc.property(kinds, fc.array(anyAtom, { maxLength: 4 }), anyKnown(2), (kind, of, known) => {
      const parts = of.map((atom) => judge(atom, known, NOW));
      const whole = judge({ kind, of }, known, NOW);
      const isAll = kind === "all";
      const met = parts.map((part) => part.met);
      expect(whole.met).toBe(isAll ? met.every(Boolean) : met.some(Boolean));
      expect(judge({ kind: "none", of: [{ kind, of }] }, known, NOW).met).toBe(!whole.met);
      const deciding = parts.filter((part) => part.met === whole.met);
      const flips = deciding.map(({ nextFlip }) => nextFlip ?? Infinity);
      const agree = whole.met === isAll;
      const expected = agree ? Math.min(Infinity, ...flips) : Math.max(...flips);
      expect(whole.nextFlip ?? Infinity).toBe(expected);
    }),
  );
});

test("A profile is due when the first of its segments can change, and not before.", () => {
  fc.assert(
    fc.property(anyFacts(), anyKnown(20), (facts, known) => {
      const at = (asOf: number) =>
        judgeProfile({
          ...situationAt({ ...known, facts, model: DEFAULT_MODEL }, asOf),
          segments: DEFAULT_SEGMENTS,
        });
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
  const judgeNow = (known: Partial<Known>) =>
    judgeProfile({ ...situationAt(knownOf(known)), segments: DEFAULT_SEGMENTS }).dueAt;
  const later = NOW + 5 * MINUTE_MS;
  expect(judgeNow({ facts: factsOf([row("page_viewed", later)]) })).toBe(later);
  expect(judgeNow({ facts: factsOf([], [order(later, 100)]) })).toBe(later);
  expect(judgeNow({ facts: factsOf([], [order(NOW, 100, { cancelledAt: later })]) })).toBe(later);
  const refunds = [{ refundedAt: later, amountMinor: 1 }];
  expect(judgeNow({ facts: factsOf([], [order(NOW, 100, { refunds })]) })).toBe(later);
  const look = row("product_viewed", later);
  const { person } = knownOf({});
  expect(judgeNow({ person: { ...person, looks: [{ ...look, about: "product:1" }] } })).toBe(later);
  expect(judgeNow({ facts: factsOf([row("page_viewed", NOW)]) })).toBeNull();
});

test("Who looks again at some instant anyway learns of every flip before it, and of no other.", () => {
  let [before, after] = [0, 0];
  const anyPercent = fc.integer({ min: -20, max: 200 });
  const anySegments = fc.array(fc.oneof(anyAtom, anyCondition), { minLength: 1, maxLength: 4 });
  for (const days of [0.05, 2, 40]) {
    fc.assert(
      fc.property(anySegments, anyKnown(days), anyPercent, (conditions, anybody, percent) => {
        const segments = conditions.map((condition, index) => ({
          handle: `segment-${index}`,
          ...plainRule(condition),
        }));
        const known = conditions.reduce(concernCondition, anybody);
        const at = situationAt(known, NOW);
        const whole = evaluateSegments({ ...at, segments });
        const ahead = whole.nextFlip === null ? days * DAY_MS : whole.nextFlip - NOW;
        const until = NOW + Math.round((ahead * percent) / 100);
        const found = evaluateSegments({ ...at, segments, until });
        const toldOf = ({ memberships }: typeof found) =>
          Object.values(memberships).map(({ member, reason }) => ({ member, reason: reason() }));
        expect(toldOf(found)).toEqual(toldOf(whole));
        const [flip, foundFlip] = [whole.nextFlip ?? Infinity, found.nextFlip ?? Infinity];
        if (flip < until) before += 1;
        else after += 1;
        expect(foundFlip < until ? foundFlip : until).toBe(Math.min(flip, until));
      }),
      { numRuns: 500 },
    );
  }
  expect(before).toBeGreaterThan(50);
  expect(after).toBeGreaterThan(50);
});
