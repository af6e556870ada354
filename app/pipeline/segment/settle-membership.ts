import type { Instant } from "../shared/time.ts";
import { combine, negate } from "./combine-verdicts.ts";
import type { Reason } from "./fact.ts";
import type { SettledMembership } from "./prepare.ts";
import { boundUntil } from "./segments.ts";
import type { Segment } from "./segments.ts";
import type { MembershipState } from "./situation.ts";
import type { Verdict } from "./verdict.ts";

/** Who was never in a segment, nor out of it after having been in. */
export const NEVER_MEMBER: MembershipState = { member: false, since: null };

/**
 * Whether a profile is in a segment from `asOf` on, by the state in which the look before left it. Who is in stays
 * until the leaving condition is met (without one: until the condition is not met), and at least the minimum stay.
 * Who is out enters when the condition is met, but not while the leaving condition is met as well, and at the
 * earliest after the minimum absence. It changes once at most, and not again before `flipsAt`.
 */
export function settleMembership(input: {
  previous: MembershipState;
  rule: Pick<Segment, "minimumStayMs" | "minimumAbsenceMs">;
  enter: Verdict;
  /** null: who does not meet the condition leaves. */
  leave: Verdict | null;
  asOf: Instant;
}): SettledMembership & { reason(): Reason; changed: boolean } {
  const { previous, rule, asOf } = input;
  const leaves = input.leave ?? negate(input.enter);
  const enters =
    input.leave === null
      ? input.enter
      : combine("all", [input.enter, negate(input.leave)], (verdict) => verdict);

  const wish = previous.member ? leaves : enters;
  const changed = wish.met && boundUntil(rule, previous) <= asOf;
  const state = changed ? { member: !previous.member, since: asOf } : previous;
  return {
    ...state,
    changed,
    reason: () => (changed ? wish : input.enter).reason(),
    flipsAt: (limit) => {
      const next = state.member ? leaves : enters;
      const free = boundUntil(rule, state);
      // Bound for now, it goes as soon as it is free; else when it wishes to, and is free.
      if (next.met) return Math.max(free, asOf + 1);
      return free >= limit ? free : Math.max(free, next.flipsAt(limit));
    },
  };
}
