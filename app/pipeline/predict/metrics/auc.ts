import { groupByScore } from "./score-groups.ts";

/**
 * The area under the receiver operating characteristic: the chance that a row that happened scores above a row that
 * did not, equal scores counting a half (the Mann-Whitney statistic with mid-ranks). 0.5 is chance, 1 perfect.
 * `outcomes` are 0 or 1. Null where one of the two is missing. O(n log n).
 *
 * @example auc([0.9, 0.4, 0.4], [1, 0, 1]) // 0.75
 */
export function auc(scores: ArrayLike<number>, outcomes: ArrayLike<number>): number | null {
  const { counts, totals, rows, total } = groupByScore(scores, outcomes);
  const pairs = total * (rows - total);
  if (pairs === 0) return null;
  let above = 0;
  let won = 0;
  for (let group = 0; group < counts.length; group += 1) {
    const happened = totals[group] ?? 0;
    const others = (counts[group] ?? 0) - happened;
    won += others * (above + happened / 2);
    above += happened;
  }
  return won / pairs;
}
