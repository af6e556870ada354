import { formatPoints, toMicro } from "../score/micro-points.ts";
import { nextScoreBelow } from "../score/next-score-below.ts";
import type { UnknownReason } from "../score/scores.ts";
import type { ScoreAtom } from "./condition.ts";
import type { Prepared, Verdict } from "./verdict.ts";

const UNKNOWN: Record<UnknownReason, string> = {
  "no-browsing-yet": "no browsing yet",
  "no-activity-yet": "no activity yet",
  "no-orders-yet": "no order yet",
  "no-benchmarks-yet": "the shop has no earlier sales to compare with",
  "nothing-known-yet": "nothing is known yet",
};

/** Scores only fall while nothing happens: the one flip is the fall below the threshold. */
export function judgeScore(atom: ScoreAtom, prepared: Prepared): Verdict {
  const { score: name, comparison, points: threshold } = atom;
  const score = prepared.scores[name];
  if (score.points === null) {
    return { met: false, reason: `${name} is unknown: ${UNKNOWN[score.reason]}`, nextFlip: null };
  }
  const reaches = score.points >= toMicro(threshold);
  const shown = formatPoints(score.points);
  return {
    met: reaches === (comparison === "at-least"),
    reason: `${name} is ${shown} points, ${reaches ? "at least" : "below"} ${threshold}`,
    nextFlip: reaches ? nextScoreBelow({ ...prepared, score: name, threshold }) : null,
  };
}
