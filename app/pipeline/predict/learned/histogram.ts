import type { BinnedColumns } from "./bin-columns.ts";

/** Numbers per bin: sum of gradients, sum of curvatures, rows. */
export const PER_BIN = 3;

/** How the bins of all columns lie one after the other in a histogram. */
export interface HistogramLayout {
  /** Where each column's bins begin, and after the last column where they end. */
  offsets: Uint32Array;
  /** Numbers in a histogram: one bin more than the columns have, for what nobody reads. */
  length: number;
  /** The columns that have more than one bin, two and two. */
  pairs: ColumnPair[];
}

interface ColumnPair {
  first: Uint8Array;
  firstOffset: number;
  second: Uint8Array;
  secondOffset: number;
}

/** Lays out histograms of the columns; one that has a single bin splits nothing and is never added up. */
export function layOutHistogram({ bins, thresholds }: BinnedColumns): HistogramLayout {
  const offsets = new Uint32Array(bins.length + 1);
  for (const [feature, cuts] of thresholds.entries())
    offsets[feature + 1] = (offsets[feature] ?? 0) + (cuts.length + 1) * PER_BIN;
  const end = offsets.at(-1) ?? 0;
  const rows = bins[0]?.length ?? 0;

  const telling = bins.flatMap((column, feature) =>
    (thresholds[feature]?.length ?? 0) > 0 ? [{ column, offset: offsets[feature] ?? 0 }] : [],
  );
  const pairs: ColumnPair[] = [];
  for (let place = 0; place < telling.length; place += 2) {
    const first = telling[place];
    // An odd column is paired with one that puts everything into the bin that nobody reads.
    const second = telling[place + 1] ?? { column: new Uint8Array(rows), offset: end };
    if (first !== undefined)
      pairs.push({
        first: first.column,
        firstOffset: first.offset,
        second: second.column,
        secondOffset: second.offset,
      });
  }
  return { offsets, length: end + PER_BIN, pairs };
}

/** The rows of a leaf: places `from` up to `to` of the tree's order of rows. */
export interface RowRange {
  order: Uint32Array;
  from: number;
  to: number;
}

/**
 * Adds up gradients and curvatures of a leaf's rows by bin of every column, into `histogram`. `gathered` is room for two
 * numbers per row: the derivatives in the leaf's order, so that each pass reads them one after the other.
 */
export function fillHistogram(input: {
  histogram: Float64Array;
  layout: HistogramLayout;
  rows: RowRange;
  gradients: Float64Array;
  curvatures: Float64Array;
  gathered: Float64Array;
}): void {
  const { histogram, layout, rows, gradients, curvatures, gathered } = input;
  const { order, from, to } = rows;
  for (let place = from; place < to; place += 1) {
    const row = order[place] ?? 0;
    gathered[2 * (place - from)] = gradients[row] ?? 0;
    gathered[2 * (place - from) + 1] = curvatures[row] ?? 0;
  }
  histogram.fill(0);
  for (const pair of layout.pairs) addPair(histogram, pair, rows, gathered);
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
