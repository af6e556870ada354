import type { Instant } from "../shared/time.ts";
import type { MicroPoints } from "./micro-points.ts";
import { pointsLeft } from "./points-curve.ts";
import type { PointsCurve } from "./points-curve.ts";
import type { PointsCaps } from "./points-score.ts";
import type { Contribution } from "./scores.ts";
import { shareOut } from "./share-out.ts";

/**
 * The ledger's lines of dampeners at an instant, all numbers of points 0 or below: what each took as it
 * was earned, what would be left of that, and by how much the score is lower for it. `taken` is
 * the last by group, in the order of the caps' groups; within a group it is shared in proportion.
 * A dampener that found nothing, or of whose takings nothing would be left, has no line.
 */
export function listTakings(input: {
  curve: PointsCurve;
  caps: PointsCaps;
  at: Instant;
  taken: readonly MicroPoints[];
}): Contribution[] {
  const { curve, caps, at, taken } = input;
  const earned = curve.dampeners.map(() => 0);
  const decayed = curve.dampeners.map(() => 0);
  for (const row of curve.decaying) {
    for (const { dampener, from, to } of row.takings) {
      earned[dampener] = (earned[dampener] ?? 0) + from - to;
      const left = pointsLeft(from, row, at) - pointsLeft(to, row, at);
      decayed[dampener] = (decayed[dampener] ?? 0) + left;
    }
  }
  const points = curve.dampeners.map(() => 0);
  taken.forEach((ofGroup, place) => {
    const members = curve.dampeners.flatMap(({ group }, index) =>
      group === caps.groups[place] ? [index] : [],
    );
    const weights = members.map((index) => decayed[index] ?? 0);
    shareOut(ofGroup, weights).forEach((share, member) => {
      const index = members[member];
      if (index !== undefined) points[index] = share;
    });
  });
  return curve.dampeners.flatMap(({ signal, ...term }, index): Contribution[] => {
    const left = decayed[index] ?? 0;
    if (left === 0) return [];
    // Taken from 0 and not negated: there is no minus zero in a ledger.
    return [
      {
        term: signal,
        ...term,
        earned: 0 - (earned[index] ?? 0),
        decayed: 0 - left,
        points: 0 - (points[index] ?? 0),
      },
    ];
  });
}
