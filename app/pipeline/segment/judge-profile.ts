import type { MicroPoints } from "../score/micro-points.ts";
import type { Rfm } from "../score/rfm.ts";
import type { Score, ScoreName } from "../score/scores.ts";
import type { Instant } from "../shared/time.ts";
import { evaluateSegments } from "./evaluate-segments.ts";
import { profileDueAt } from "./profile-due-at.ts";
import type { Memberships, SegmentRule } from "./segments.ts";
import type { Situation } from "./situation.ts";

/** All that one look at a profile finds, in the shape in which it is stored. */
export interface Judgement {
  scores: {
    /** null: unknown, with the reason in the ledger. */
    points: Record<ScoreName, MicroPoints | null>;
    ledger: Record<ScoreName, Score>;
  };
  memberships: Memberships;
  rfm: Rfm;
  /** When to look again if nothing happens; null: not before the next event. */
  dueAt: Instant | null;
}

/**
 * Scores a profile, judges every segment and finds when to look again. A pure function of its
 * input: computed again from the same facts at the same instant it gives the same, to the digit.
 */
export function judgeProfile(input: Situation & { segments: readonly SegmentRule[] }): Judgement {
  const { memberships, nextFlip } = evaluateSegments(input);
  const { intent, engagement, value, behavior } = input.scores();
  return {
    scores: {
      points: {
        intent: intent.points,
        engagement: engagement.points,
        value: value.points,
        behavior: behavior.points,
      },
      ledger: { intent, engagement, value, behavior },
    },
    memberships,
    rfm: input.rfm(),
    dueAt: profileDueAt({ asOf: input.asOf, candidates: [nextFlip] }),
  };
}
