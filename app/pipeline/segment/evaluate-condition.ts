import type { Instant } from "../shared/time.ts";
import type { Condition } from "./condition-tree.ts";
import type { Reason } from "./fact.ts";
import { judgeCondition } from "./judge-condition.ts";
import { nextFact } from "./next-fact.ts";
import { prepare } from "./prepare.ts";
import type { Situation } from "./situation.ts";
import { NEVER } from "./verdict.ts";

/**
 * Whether a profile meets a condition at `asOf`, why with the numbers, and an instant up to which that
 * stays while no new event comes (to the second for scores, to the millisecond for all else; facts dated after
 * `asOf` end the wait as well); null: for good. Segments that it names count as they were at the look before.
 * The shop's benchmarks change at UTC midnight, which is the caller's to know.
 */
export function evaluateCondition(input: Situation & { condition: Condition }): {
  met: boolean;
  reason: Reason;
  nextFlip: Instant | null;
} {
  const { condition, ...situation } = input;
  const prepared = prepare(situation);
  const verdict = judgeCondition(condition, prepared);
  return {
    met: verdict.met,
    reason: verdict.reason(),
    nextFlip: orNull(Math.min(verdict.flipsAt(NEVER), nextFact(prepared))),
  };
}

export const orNull = (at: Instant): Instant | null => (at === NEVER ? null : at);
