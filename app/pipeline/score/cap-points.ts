import { MAX_SCORE } from "./micro-points.ts";
import type { MicroPoints } from "./micro-points.ts";

/** Points of one group by trust, the most trusted first. */
export type TrustSplit = [signed: MicroPoints, claimed: MicroPoints, unsigned: MicroPoints];

export interface CappedPoints {
  total: MicroPoints;
  /** What each level of trust adds to the total. */
  byTrust: TrustSplit;
  /** What each group gives by trust under its own cap alone. */
  byGroup: TrustSplit[];
}

/**
 * The score of one instant from its groups' points:
 *
 *     total = min(100, all, signed and claimed + 40, signed + 70)
 *
 * where each of the three sums is taken with every group at most its cap. The more trusted fills
 * a cap first. That order is what keeps a score from rising by itself: were a group's cap shared
 * in proportion over trust, the signed part of a full group would grow as the claimed part decays
 * faster, and the score with it, with no event at all.
 */
export function capPoints(input: {
  groups: readonly TrustSplit[];
  groupCaps: readonly MicroPoints[];
  trustCaps: { claimed: MicroPoints; unsigned: MicroPoints };
}): CappedPoints {
  const { groups, groupCaps, trustCaps } = input;
  const byGroup: TrustSplit[] = [];
  let signed = 0;
  let claimed = 0;
  let unsigned = 0;
  groups.forEach((group, index) => {
    const cap = groupCaps[index] ?? 0;
    const first = Math.min(cap, group[0]);
    const second = Math.min(cap, group[0] + group[1]) - first;
    const third = Math.min(cap, group[0] + group[1] + group[2]) - first - second;
    byGroup.push([first, second, third]);
    signed += first;
    claimed += second;
    unsigned += third;
  });

  const upToSigned = Math.min(MAX_SCORE, signed);
  const mostInAll = Math.min(MAX_SCORE, signed + trustCaps.claimed);
  const upToClaimed = Math.min(mostInAll, signed + claimed);
  const total = Math.min(
    mostInAll,
    signed + claimed + unsigned,
    signed + claimed + trustCaps.unsigned,
  );
  return {
    total,
    byTrust: [upToSigned, upToClaimed - upToSigned, total - upToClaimed],
    byGroup,
  };
}
