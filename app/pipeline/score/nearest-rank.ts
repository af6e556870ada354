/**
 * The nearest-rank percentile: the smallest value that at least `percent` of all values do not
 * exceed. Always one of the values, so ties and tiny sets need no rule of their own; a single
 * value is every percentile. `sorted` ascends; `percent` is a whole number from 1 to 100.
 * No values give null.
 *
 * @example nearestRank(Float64Array.of(10, 20, 30, 40), 50) // 20
 */
export function nearestRank(sorted: Float64Array, percent: number): number | null {
  // percent * length is whole, so the division is either exact or at least 0.01 off a whole number.
  const rank = Math.max(1, Math.ceil((percent * sorted.length) / 100));
  return sorted[rank - 1] ?? null;
}
