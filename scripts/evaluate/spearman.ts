import { assertSameLength } from "../../app/pipeline/predict/metrics/same-length.ts";
import { sortIndices } from "../../app/pipeline/predict/metrics/sort-indices.ts";

/**
 * Spearman's rank correlation: Pearson's correlation of the mid-ranks, from -1 to 1. Null with fewer than two rows or
 * where one of the lists is constant. O(n log n).
 *
 * @example spearman([1, 2, 3], [10, 30, 20]) // 0.5
 */
export function spearman(first: ArrayLike<number>, second: ArrayLike<number>): number | null {
  assertSameLength(first, second, "the two lists of a rank correlation");
  const mean = (first.length + 1) / 2;
  const ranksOfFirst = midRanks(first);
  const ranksOfSecond = midRanks(second);
  let together = 0;
  let spreadOfFirst = 0;
  let spreadOfSecond = 0;
  for (let row = 0; row < first.length; row += 1) {
    const a = (ranksOfFirst[row] ?? mean) - mean;
    const b = (ranksOfSecond[row] ?? mean) - mean;
    together += a * b;
    spreadOfFirst += a * a;
    spreadOfSecond += b * b;
  }
  if (spreadOfFirst === 0 || spreadOfSecond === 0) return null;
  return Math.max(-1, Math.min(1, together / Math.sqrt(spreadOfFirst * spreadOfSecond)));
}

/** Ranks from 1 on, ascending; equal values share the mean of the ranks they take up. */
export function midRanks(values: ArrayLike<number>): Float64Array {
  const ascending = sortIndices(values);
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < ascending.length;) {
    const value = values[ascending[from] ?? 0];
    let to = from + 1;
    while (to < ascending.length && values[ascending[to] ?? 0] === value) to += 1;
    for (let place = from; place < to; place += 1)
      ranks[ascending[place] ?? 0] = (from + 1 + to) / 2;
    from = to;
  }
  return ranks;
}
