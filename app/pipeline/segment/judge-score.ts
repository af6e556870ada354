import { toMicro } from "../score/micro-points.ts";
import { compare } from "./compare.ts";
import type { ScoreAtom } from "./condition-tree.ts";
import type { Prepared } from "./prepare.ts";
import { relate } from "./relate.ts";
import { lasting, NEVER } from "./verdict.ts";
import type { Verdict } from "./verdict.ts";

/** Scores only fall while nothing happens: the one flip is the fall below the threshold, or down to it. */
export function judgeScore(atom: ScoreAtom, prepared: Prepared): Verdict {
  const { score: name, comparison } = atom;
  const score = prepared.scores()[name];
  if (score.points === null) {
    const { reason: why } = score;
    return lasting(false, () => ({ kind: "score-unknown", score: name, why }));
  }
  const { points } = score;
  const threshold = toMicro(atom.points);
  const met = compare(points, comparison, threshold);
  const isAtLeast = comparison === "at-least" || comparison === "less-than";
  // Points are whole millionths: what is at most the threshold lies below the next of them.
  const least = isAtLeast ? threshold : threshold + 1;
  return {
    met,
    reason: () => [
      {
        kind: "score",
        score: name,
        points,
        relation: relate(comparison, met),
        limit: atom.points,
      },
    ],
    flipsAt: (limit) => (points >= least ? prepared.scoreBelowAt(name, least, limit) : NEVER),
  };
}
