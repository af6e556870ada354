import type { BinnedColumns } from "./bin-columns.ts";

/** Numbers per bin: sum of gradients, sum of curvatures, rows. */
export const PER_BIN = 3;

/** Where each column's bins begin in a histogram, and after the last column where they end. */
export function layOutHistogram({ thresholds }: BinnedColumns): Uint32Array {
  const offsets = new Uint32Array(thresholds.length + 1);
  for (const [feature, cuts] of thresholds.entries())
    offsets[feature + 1] = (offsets[feature] ?? 0) + (cuts.length + 1) * PER_BIN;
  return offsets;
}

/** Numbers in a histogram: one bin more than the columns have, for what nobody reads. */
export function histogramLength(offsets: Uint32Array): number {
  return (offsets.at(-1) ?? 0) + PER_BIN;
}

/** Two columns that are added up together, and where their bins begin. */
export interface ColumnPair {
  first: Uint8Array;
  firstOffset: number;
  second: Uint8Array;
  secondOffset: number;
}

/** The given features two and two. An odd one is paired with a column that puts all into the bin that nobody reads. */
export function pairColumns(
  { bins }: BinnedColumns,
  offsets: Uint32Array,
  features: readonly number[],
): ColumnPair[] {
  const unread = new Uint8Array(bins[0]?.length ?? 0);
  const columnOf = (feature: number | undefined): Uint8Array =>
    feature === undefined ? unread : (bins[feature] ?? unread);
  const offsetOf = (feature: number | undefined): number =>
    offsets[feature ?? offsets.length - 1] ?? 0;
  const pairs: ColumnPair[] = [];
  for (let place = 0; place < features.length; place += 2) {
    const [first, second] = [features[place], features[place + 1]];
    pairs.push({
      first: columnOf(first),
      firstOffset: offsetOf(first),
      second: columnOf(second),
      secondOffset: offsetOf(second),
    });
  }
  return pairs;
}

/** The rows of a leaf: places `from` up to `to` of the tree's order of rows. */
export interface RowRange {
  order: Uint32Array;
  from: number;
  to: number;
}

/**
 * Adds up gradients and curvatures of a leaf's rows by bin of the given columns, into `histogram`. `gathered` is room for two
 * numbers per row: the derivatives in the leaf's order, so that each pass reads them one after the other.
 */
export function fillHistogram(input: {
  histogram: Float64Array;
  pairs: readonly ColumnPair[];
  rows: RowRange;
  gradients: Float64Array;
  curvatures: Float64Array;
  gathered: Float64Array;
}): void {
  const { histogram, pairs, rows, gradients, curvatures, gathered } = input;
  const { order, from, to } = rows;
  for (let place = from; place < to; place += 1) {
    const row = order[place] ?? 0;
    gathered[2 * (place - from)] = gradients[row] ?? 0;
    gathered[2 * (place - from) + 1] = curvatures[row] ?? 0;
  }
  histogram.fill(0);
  for (const pair of pairs) addPair(histogram, pair, rows, gathered);
}

/**
 * The hot loop of boosting, rows times columns steps. Two columns at once: what a step waits for is mostly the last sum
 * in the same bin, and the other column's sums use that time (a quarter less, measured).
 */
function addPair(
  histogram: Float64Array,
  { first, firstOffset, second, secondOffset }: ColumnPair,
  { order, from, to }: RowRange,
  gathered: Float64Array,
): void {
  for (let place = from, next = 0; place < to; place += 1, next += 2) {
    const row = order[place] ?? 0;
    const gradient = gathered[next] ?? 0;
    const curvature = gathered[next + 1] ?? 0;
    const a = firstOffset + PER_BIN * (first[row] ?? 0);
    histogram[a] = (histogram[a] ?? 0) + gradient;
    histogram[a + 1] = (histogram[a + 1] ?? 0) + curvature;
    histogram[a + 2] = (histogram[a + 2] ?? 0) + 1;
    const b = secondOffset + PER_BIN * (second[row] ?? 0);
    histogram[b] = (histogram[b] ?? 0) + gradient;
    histogram[b + 1] = (histogram[b + 1] ?? 0) + curvature;
    histogram[b + 2] = (histogram[b + 2] ?? 0) + 1;
  }
}

/** Leaves in `whole` what is not in `part`: a sibling without a pass over its rows. Exact, since the sums are. */
export function subtractHistogram(whole: Float64Array, part: Float64Array): void {
  for (let place = 0; place < whole.length; place += 1)
    whole[place] = (whole[place] ?? 0) - (part[place] ?? 0);
}
