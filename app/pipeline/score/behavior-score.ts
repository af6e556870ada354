import type { ScoringModel } from "./model.ts";
import { unknownScore } from "./scores.ts";
import type { Contribution, Score } from "./scores.ts";

/**
 * The weighted mean of those of the three scores that are known, to the millionth. A score that is
 * unknown neither helps nor harms; with none known the behavior score is unknown as well.
 */
export function scoreBehavior(
  scores: Record<"intent" | "engagement" | "value", Score>,
  parts: ScoringModel["behavior"],
): Score {
  const known = (["intent", "engagement", "value"] as const).flatMap((term) => {
    const { points } = scores[term];
    return points === null ? [] : [{ term, points, part: parts[term] }];
  });
  if (known.length === 0) return unknownScore("nothing-known-yet");

  const whole = known.reduce((sum, { part }) => sum + part, 0);
  let weighted = 0;
  let total = 0;
  const contributions: Contribution[] = [];
  for (const { term, points: earned, part } of known) {
    // Rounding the running sum, not each part, makes the parts add up to the rounded whole.
    weighted += part * earned;
    const points = Math.round(weighted / whole) - total;
    total += points;
    if (points === 0) continue;
    const counts = { count: 1, counted: 1, earned, decayed: points, points };
    contributions.push({ term, group: "behavior", trust: "signed", ...counts });
  }
  return { points: total, contributions };
}
