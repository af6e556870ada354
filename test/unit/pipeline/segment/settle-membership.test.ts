import fc from "fast-check";
import { expect, test } from "vitest";
import type { Condition } from "../../../../app/pipeline/segment/condition-tree.ts";
import { evaluateSegments } from "../../../../app/pipeline/segment/evaluate-segments.ts";
import type { SegmentRule } from "../../../../app/pipeline/segment/segments.ts";
import { settleMembership } from "../../../../app/pipeline/segment/settle-membership.ts";
import type { MembershipState } from "../../../../app/pipeline/segment/situation.ts";
import { lasting } from "../../../../app/pipeline/segment/verdict.ts";
import { DAY_MS, HOUR_MS } from "../../../../app/pipeline/shared/time.ts";
import { anyCondition } from "../../../support/condition-arbitrary.ts";
import { plainRule } from "../../../support/plain-rule.ts";
import { factsOf, NOW, order } from "../score/facts.ts";
import { anyKnown, concernCondition } from "./any-known.ts";
import { knownOf, situationAt } from "./situations.ts";
import type { Known } from "./situations.ts";

const told = (met: boolean) => lasting(met, () => ({ kind: "person", is: "customer" }));
const OUT: MembershipState = { member: false, since: null };

function settle(input: {
  previous?: MembershipState;
  enter: boolean;
  leave?: boolean;
  stay?: number;
  absence?: number;
}) {
  const { previous = OUT, enter, leave, stay = 0, absence = 0 } = input;
  const settled = settleMembership({
    previous,
    rule: { minimumStayMs: stay, minimumAbsenceMs: absence },
    enter: told(enter),
    leave: leave === undefined ? null : told(leave),
    asOf: NOW,
  });
  return { ...settled, flip: settled.flipsAt(Infinity) };
}

const member = (since: number): MembershipState => ({ member: true, since });

test("Without a leaving condition a member is who meets the condition.", () => {
  expect(settle({ enter: true })).toMatchObject({ member: true, since: NOW, changed: true });
  expect(settle({ enter: false })).toMatchObject({ member: false, since: null, changed: false });
  const before = member(NOW - DAY_MS);
  expect(settle({ previous: before, enter: true })).toMatchObject({ ...before, changed: false });
  expect(settle({ previous: before, enter: false })).toMatchObject({ member: false, since: NOW });
});

test("With a leaving condition a member stays until it is met, whatever becomes of the other.", () => {
  const previous = member(NOW - DAY_MS);
  expect(settle({ previous, enter: false, leave: false }).member).toBe(true);
  expect(settle({ previous, enter: true, leave: true })).toMatchObject({
    member: false,
    since: NOW,
  });
});

test("Nobody enters a segment while its leaving condition is met.", () => {
  expect(settle({ enter: true, leave: true }).member).toBe(false);
  expect(settle({ enter: true, leave: false }).member).toBe(true);
});

test("Who entered stays for the minimum stay, and is looked at when it ends.", () => {
  const since = NOW - HOUR_MS;
  const bound = settle({ previous: member(since), enter: false, stay: DAY_MS });
  expect(bound).toMatchObject({ member: true, since, changed: false, flip: since + DAY_MS });
  expect(settle({ previous: member(since), enter: false, stay: HOUR_MS }).member).toBe(false);
});

test("Who left stays out for the minimum absence, and who was never in does not wait.", () => {
  const left: MembershipState = { member: false, since: NOW - HOUR_MS };
  const bound = settle({ previous: left, enter: true, absence: DAY_MS });
  expect(bound).toMatchObject({ member: false, flip: NOW - HOUR_MS + DAY_MS });
  expect(settle({ previous: left, enter: true, absence: HOUR_MS }).member).toBe(true);
  expect(settle({ enter: true, absence: DAY_MS }).member).toBe(true);
});

const rule = (handle: string, condition: Condition): SegmentRule => ({
  handle,
  ...plainRule(condition),
});
const within = (days: number): Condition => ({
  kind: "count",
  of: { kind: "orders", where: [] },
  each: null,
  window: { kind: "fixed", ms: days * DAY_MS },
  comparison: "at-least",
  count: 1,
});

/** Judges a customer look by look, each at the due-time of the one before, as the scoring loop does. */
function live(known: Known, segments: readonly SegmentRule[], from: number, looks: number) {
  let { memberships } = known.person;
  let at = from;
  const changes: { at: number; handle: string; member: boolean }[] = [];
  for (let look = 0; look < looks; look += 1) {
    const person = { ...known.person, memberships };
    const found = evaluateSegments({ ...situationAt({ ...known, person }, at), segments });
    for (const [handle, { member, changed }] of Object.entries(found.memberships)) {
      if (changed) changes.push({ at, handle, member });
    }
    for (const [handle, { member, since }] of Object.entries(found.memberships)) {
      memberships = { ...memberships, [handle]: { member, since } };
    }
    if (found.nextFlip === null) break;
    at = found.nextFlip;
  }
  return { changes, memberships };
}

test("A segment may be called as what every object has, and is judged as any other.", () => {
  const known = knownOf({ facts: factsOf([], [order(NOW, 100)]) });
  const judge = (handle: string, days: number) =>
    evaluateSegments({
      ...situationAt(known, NOW + 3 * DAY_MS),
      segments: [rule(handle, within(days))],
    }).memberships[handle];
  for (const days of [2, 5]) {
    const { member, since, changed } = judge("named", days) ?? {};
    expect(judge("constructor", days)).toMatchObject({ member, since, changed });
  }
});

test("A segment asks for another one's membership as settled at the same look, in whatever order they stand.", () => {
  const held: SegmentRule = { ...rule("held", within(2)), minimumStayMs: 5 * DAY_MS };
  const named = rule("named", { kind: "segment", handle: "held" });
  const known = knownOf({ facts: factsOf([], [order(NOW, 100)]) });
  for (const segments of [
    [held, named],
    [named, held],
  ]) {
    const { changes } = live(known, segments, NOW, 9);
    const of = (handle: string) =>
      changes
        .filter((change) => change.handle === handle)
        .map(({ at, member }) => [(at - NOW) / DAY_MS, member]);
    expect(of("held")).toEqual([
      [0, true],
      [5, false],
    ]);
    expect(of("named")).toEqual(of("held"));
  }
});

test("A segment that is not judged, or that nobody knows, counts as it was at the look before.", () => {
  const person = {
    ...knownOf({}).person,
    memberships: { vip: { member: true, since: NOW - DAY_MS } },
  };
  const asks = (handle: string) =>
    evaluateSegments({
      ...situationAt(knownOf({ person })),
      segments: [rule("asks", { kind: "segment", handle })],
    }).memberships["asks"]?.member;
  expect(asks("vip")).toBe(true);
  expect(asks("gone")).toBe(false);
});

test("Looked at only when it is due, a membership is what it is for somebody who looks all the time.", () => {
  const span = fc.constantFrom(0, 0, HOUR_MS, DAY_MS);
  const anyRule = fc.record({
    handle: fc.constant("any"),
    condition: anyCondition,
    leaveWhen: fc.option(anyCondition),
    minimumStayMs: span,
    minimumAbsenceMs: span,
  });
  fc.assert(
    fc.property(anyRule, anyKnown(2), fc.array(fc.nat(3 * DAY_MS)), (any, facts, steps) => {
      const known = concernCondition(facts, any.condition);
      const until = NOW + 3 * DAY_MS;
      const { changes } = live(known, [any], NOW, 40);
      // Looks in between, at any instants, must find nothing to change.
      let person = known.person;
      const extra: typeof changes = [];
      const due = changes.map(({ at }) => at).filter((at) => at <= until);
      const instants = [...new Set([NOW, ...due, ...steps.map((step) => NOW + step)])];
      for (const at of instants.sort((a, b) => a - b)) {
        // A score that falls between two whole seconds is found at the next of them.
        const asked = due.includes(at) ? at : Math.max(NOW, Math.floor(at / 1000) * 1000);
        const { memberships } = evaluateSegments({
          ...situationAt({ ...known, person }, asked),
          segments: [any],
        });
        const found = memberships["any"];
        if (!found) continue;
        if (found.changed) extra.push({ at: asked, handle: "any", member: found.member });
        const { member, since } = found;
        person = { ...person, memberships: { ...person.memberships, any: { member, since } } };
      }
      expect(extra).toEqual(changes.filter(({ at }) => at <= until));
    }),
    { numRuns: 150 },
  );
});
