import { formatPoints, toMicro } from "../score/micro-points.ts";
import type { UnknownReason } from "../score/scores.ts";
import { compare } from "./compare.ts";
import type { ScoreAtom } from "./condition-tree.ts";
import type { Prepared } from "./prepare.ts";
import { lasting, NEVER } from "./verdict.ts";
import type { Verdict } from "./verdict.ts";
import { describeRelation } from "./words.ts";

const UNKNOWN: Record<UnknownReason, string> = {
  "no-browsing-yet": "no browsing yet",
  "no-activity-yet": "no activity yet",
  "no-orders-yet": "no order yet",
  "no-benchmarks-yet": "the shop has no earlier sales to compare with",
  "nothing-known-yet": "nothing is known yet",
};

/** Scores only fall while nothing happens: the one flip is the fall below the threshold, or down to it. */
export function judgeScore(atom: ScoreAtom, prepared: Prepared): Verdict {
  const { score: name, comparison } = atom;
  const score = prepared.scores()[name];
  if (score.points === null) {
    const { reason } = score;
    return lasting(false, () => `${name} is unknown: ${UNKNOWN[reason]}`);
  }
  const { points } = score;
  const threshold = toMicro(atom.points);
  const met = compare(points, comparison, threshold);
  const isAtLeast = comparison === "at-least" || comparison === "less-than";
  // Points are whole millionths: what is at most the threshold lies below the next of them.
  const least = isAtLeast ? threshold : threshold + 1;
  return {
    met,
    reason: () =>
      `${name} is ${formatPoints(points)} points, ${describeRelation(comparison, met)} ${atom.points}`,
    flipsAt: (limit) => (points >= least ? prepared.scoreBelowAt(name, least, limit) : NEVER),
  };
}
