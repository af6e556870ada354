import { assertSameLength } from "./same-length.ts";
import { sortIndices } from "./sort-indices.ts";

/**
 * Rows put together by equal score, highest score first. What is measured on groups cannot depend on how rows with
 * equal scores happen to be sorted.
 */
export interface ScoreGroups {
  /** The score of each group, descending. */
  scores: Float64Array;
  /** Rows of each group; at least 1. */
  counts: Float64Array;
  /** Sum of the outcomes of each group. */
  totals: Float64Array;
  /** Of all groups. */
  rows: number;
  total: number;
}

/** Groups rows by score. `outcomes` may be 0/1 or any amount. No rows give no groups. O(n log n). */
export function groupByScore(scores: ArrayLike<number>, outcomes: ArrayLike<number>): ScoreGroups {
  assertSameLength(scores, outcomes, "scores and outcomes");
  const ascending = sortIndices(scores);
  const rows = ascending.length;
  const values = new Float64Array(rows);
  const counts = new Float64Array(rows);
  const totals = new Float64Array(rows);
  let group = -1;
  let total = 0;
  for (let place = rows - 1; place >= 0; place -= 1) {
    const row = ascending[place] ?? 0;
    const score = scores[row] ?? 0;
    if (group < 0 || score !== values[group]) {
      group += 1;
      values[group] = score;
    }
    const outcome = outcomes[row] ?? 0;
    counts[group] = (counts[group] ?? 0) + 1;
    totals[group] = (totals[group] ?? 0) + outcome;
    total += outcome;
  }
  return {
    scores: values.slice(0, group + 1),
    counts: counts.slice(0, group + 1),
    totals: totals.slice(0, group + 1),
    rows,
    total,
  };
}
