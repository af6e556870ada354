import { groupByScore } from "./score-groups.ts";
import type { ScoreGroups } from "./score-groups.ts";

/**
 * How many times the overall mean the mean outcome of the best-scored tenth is. 1 is chance. Outcomes may be 0/1 or any
 * amount. The tenth is floor(n / 10) rows, at least one. Of equal scores on its border each row counts with the mean of
 * all of them, which is what a random order would give on average. Null without rows or where the outcomes' total is
 * not positive.
 *
 * @example topDecileLift([5, 4, 3, 2, 1, 0, 0, 0, 0, 0], [1, 0, 1, 0, 0, 0, 0, 0, 0, 0]) // 5
 */
export function topDecileLift(
  scores: ArrayLike<number>,
  outcomes: ArrayLike<number>,
): number | null {
  const groups = groupByScore(scores, outcomes);
  const share = shareOfTop(groups);
  return share === null ? null : (share * groups.rows) / tenthOf(groups.rows);
}

/**
 * The share of the outcomes' total that the best-scored tenth holds (the capture), ties and the size of the tenth as in
 * `topDecileLift`. A tenth is chance. Null without rows or where the total is not positive.
 */
export function topDecileShare(
  scores: ArrayLike<number>,
  outcomes: ArrayLike<number>,
): number | null {
  return shareOfTop(groupByScore(scores, outcomes));
}

function shareOfTop({ counts, totals, rows, total }: ScoreGroups): number | null {
  if (!(total > 0)) return null;
  let held = 0;
  let missing = tenthOf(rows);
  for (let group = 0; missing > 0; group += 1) {
    const count = counts[group] ?? missing;
    const taken = Math.min(count, missing);
    held += ((totals[group] ?? 0) * taken) / count;
    missing -= taken;
  }
  return held / total;
}

function tenthOf(rows: number): number {
  return Math.max(1, Math.floor(rows / 10));
}
