import type { Condition } from "../../app/pipeline/segment/condition-tree.ts";
import type { Reason } from "../../app/pipeline/segment/fact.ts";
import { judgeCondition } from "../../app/pipeline/segment/judge-condition.ts";
import { nextFact } from "../../app/pipeline/segment/next-fact.ts";
import { prepare } from "../../app/pipeline/segment/prepare.ts";
import type { Situation } from "../../app/pipeline/segment/situation.ts";
import { NEVER, orNull } from "../../app/pipeline/segment/verdict.ts";
import type { Instant } from "../../app/pipeline/shared/time.ts";

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
