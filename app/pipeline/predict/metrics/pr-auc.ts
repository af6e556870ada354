import { groupByScore } from "./score-groups.ts";

/**
 * Average precision, the area under precision over recall without interpolation: the precision at each threshold,
 * weighted by the recall it adds. Rows of equal score pass a threshold together, so their order changes nothing. Chance
 * level is the share of rows that happened. `outcomes` are 0 or 1. Null where none happened. O(n log n).
 *
 * @example prAuc([0.9, 0.8, 0.7], [1, 0, 1]) // 5 / 6: a half at precision 1, a half at precision 2/3
 */
export function prAuc(scores: ArrayLike<number>, outcomes: ArrayLike<number>): number | null {
  const { counts, totals, total } = groupByScore(scores, outcomes);
  if (total === 0) return null;
  let seen = 0;
  let found = 0;
  let area = 0;
  for (let group = 0; group < counts.length; group += 1) {
    const happened = totals[group] ?? 0;
    seen += counts[group] ?? 0;
    found += happened;
    area += (happened / total) * (found / seen);
  }
  return area;
}
