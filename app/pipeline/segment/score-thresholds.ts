import type { ProfileScores, ScoreName } from "../score/scores.ts";
import { toMicro } from "../score/micro-points.ts";
import { compare } from "./compare.ts";
import type { Inequality } from "./condition-tree.ts";
import type { SegmentRule } from "./segments.ts";
import { atomsOf } from "./walk-condition.ts";

/** A comparison of a score that segments ask for. */
export interface ScoreThreshold {
  score: ScoreName;
  comparison: Inequality;
  points: number;
  /** Handles of the segments that ask for it, to enter or to leave. */
  segments: string[];
}

/** All comparisons of scores that some segments ask for, each once, in the order of the segments. */
export function scoreThresholds(
  segments: readonly Pick<SegmentRule, "handle" | "condition" | "leaveWhen">[],
): ScoreThreshold[] {
  const found = new Map<string, ScoreThreshold>();
  for (const { handle, condition, leaveWhen } of segments) {
    const conditions = leaveWhen === null ? [condition] : [condition, leaveWhen];
    for (const atom of conditions.flatMap((each) => [...atomsOf(each)])) {
      if (atom.kind !== "score") continue;
      const { score, comparison, points } = atom;
      const key = `${score} ${comparison} ${points}`;
      const known = found.get(key) ?? { score, comparison, points, segments: [] };
      if (!known.segments.includes(handle)) known.segments.push(handle);
      found.set(key, known);
    }
  }
  return [...found.values()];
}

/** Whether scores meet a threshold. An unknown score meets none. */
export function meetsThreshold(
  scores: ProfileScores,
  { score, comparison, points }: Pick<ScoreThreshold, "score" | "comparison" | "points">,
): boolean {
  const known = scores[score].points;
  return known !== null && compare(known, comparison, toMicro(points));
}
