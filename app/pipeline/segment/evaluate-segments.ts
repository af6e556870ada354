import type { Instant } from "../shared/time.ts";
import { asSentence, prepare } from "./evaluate-condition.ts";
import { judgeCondition } from "./judge-condition.ts";
import { nextFact } from "./next-fact.ts";
import type { Memberships, Segment } from "./segments.ts";
import { earlier } from "./verdict.ts";
import type { Situation } from "./verdict.ts";

/**
 * Every segment's word on a profile at `asOf`, by handle, and the earliest later instant at which
 * any of them can change without a new event; null when none ever does. No segments give an empty
 * record.
 */
export function evaluateSegments(
  input: Situation & { segments: readonly Pick<Segment, "handle" | "condition">[] },
): { memberships: Memberships; nextFlip: Instant | null } {
  const { segments, ...situation } = input;
  const prepared = prepare(situation);
  let nextFlip = nextFact(prepared.facts, prepared.asOf);
  const memberships: Memberships = {};
  for (const { handle, condition } of segments) {
    const verdict = judgeCondition(condition, prepared);
    nextFlip = earlier(nextFlip, verdict.nextFlip);
    memberships[handle] = { member: verdict.met, reason: asSentence(verdict.reason) };
  }
  return { memberships, nextFlip };
}
