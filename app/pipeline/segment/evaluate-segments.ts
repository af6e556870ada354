import type { Instant } from "../shared/time.ts";
import { judgeCondition } from "./judge-condition.ts";
import { nextFact } from "./next-fact.ts";
import { orderSegments } from "./order-segments.ts";
import { prepare } from "./prepare.ts";
import type { Prepared } from "./prepare.ts";
import type { Membership, Memberships, SegmentRule } from "./segments.ts";
import { NEVER_MEMBER, settleMembership } from "./settle-membership.ts";
import type { Situation } from "./situation.ts";
import { NEVER, orNull } from "./verdict.ts";

/** Lists of segments as ordered before: profiles are judged by one list by the hundred thousand. */
const ordered = new WeakMap<readonly SegmentRule[], readonly SegmentRule[]>();

/**
 * Every segment's word on a profile at `asOf`, by handle, each after those that it names, and an instant up to which
 * none of them changes without a new event; null when none ever does. What each was at the look before is in
 * `person.memberships`. No segments give an empty record.
 * @param input.until when the profile is looked at anyway: changes from then on are not looked for, which takes a quarter of a look
 *   at many segments. Where none comes before it, it is the `nextFlip`.
 * @param input.segments not to be changed afterwards: their order is kept with the list
 * @throws RangeError where segments name each other in a circle
 */
export function evaluateSegments(
  input: Situation & { segments: readonly SegmentRule[]; until?: Instant },
): {
  memberships: Memberships;
  nextFlip: Instant | null;
} {
  const { segments, until = NEVER, ...situation } = input;
  const prepared = prepare(situation);
  const inOrder = ordered.get(segments) ?? orderSegments(segments);
  ordered.set(segments, inOrder);
  const memberships: Memberships = {};
  for (const segment of inOrder) memberships[segment.handle] = settle(segment, prepared);
  if (until <= prepared.asOf) return { memberships, nextFlip: until };
  let nextFlip = Math.min(until, nextFact(prepared));
  for (const settled of prepared.settled.values()) {
    nextFlip = Math.min(nextFlip, settled.flipsAt(nextFlip));
  }
  return { memberships, nextFlip: orNull(nextFlip) };
}

function settle(segment: SegmentRule, prepared: Prepared): Membership {
  const { handle, condition, leaveWhen } = segment;
  const before = prepared.person.memberships;
  const { member, since, changed, reason, flipsAt } = settleMembership({
    // Handles are the merchant's words, "constructor" among them.
    previous: (Object.hasOwn(before, handle) ? before[handle] : undefined) ?? NEVER_MEMBER,
    rule: segment,
    enter: judgeCondition(condition, prepared),
    leave: leaveWhen === null ? null : judgeCondition(leaveWhen, prepared),
    asOf: prepared.asOf,
  });
  prepared.settled.set(handle, { member, since, flipsAt });
  return { member, since, changed, reason };
}
