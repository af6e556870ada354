/**
 * Ascending values after some of them were replaced, in one pass: a day of a shop changes few of many.
 * Every value of `removed` must be among `sorted`; `removed` and `added` may come in any order.
 */
export function replaceSorted(
  sorted: Float64Array,
  change: { removed: readonly number[]; added: readonly number[] },
): Float64Array {
  const removed = Float64Array.from(change.removed).sort();
  const added = Float64Array.from(change.added).sort();
  const result = new Float64Array(sorted.length - removed.length + added.length);
  let [from, gone, came, to] = [0, 0, 0, 0];
  while (to < result.length) {
    const value = sorted[from] ?? Infinity;
    if (removed[gone] === value) {
      from += 1;
      gone += 1;
      continue;
    }
    const next = added[came] ?? Infinity;
    if (next < value) came += 1;
    else from += 1;
    result[to] = Math.min(next, value);
    to += 1;
  }
  return result;
}
