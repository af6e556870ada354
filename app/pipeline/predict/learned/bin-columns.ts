import type { Columns } from "./columns.ts";

/** A bin is a byte. One less than 256, as usual, so that a count of thresholds is one too. */
const MOST_BINS = 255;

/** Lies below every value that a column may hold: what is not above it is missing. */
const BELOW_EVERYTHING = -Number.MAX_VALUE;

/** Columns cut into bins: all that a tree sees of them. */
export interface BinnedColumns {
  /** One byte per row: how many of the column's thresholds its value is above. */
  bins: Uint8Array[];
  /** Ascending, per column; at most 254. A constant column has none. */
  thresholds: number[][];
}

/**
 * Cuts each column at its quantiles into at most 255 bins; a column with fewer distinct values has a bin for each. A
 * threshold lies halfway between two values, so it depends on nothing but the order of the values and where they lie.
 * Missing values (NaN) are in the lowest bin, alone: a tree can split them off, and they go left of every other split.
 * O(rows log rows) per column, one byte per value.
 */
export function binColumns(columns: Columns): BinnedColumns {
  const thresholds = columns.map(chooseThresholds);
  const bins = columns.map((column, feature) => {
    const cuts = Float64Array.from(thresholds[feature] ?? []);
    const binned = new Uint8Array(column.length);
    for (let row = 0; row < column.length; row += 1) binned[row] = binOf(cuts, column[row] ?? NaN);
    return binned;
  });
  return { bins, thresholds };
}

/** How many thresholds a value is above; none where it is missing. */
function binOf(thresholds: Float64Array, value: number): number {
  let low = 0;
  let high = thresholds.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value > (thresholds[middle] ?? 0)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function chooseThresholds(column: Float64Array): number[] {
  const sorted = column.toSorted(); // NaN comes last
  let known = sorted.length;
  while (known > 0 && Number.isNaN(sorted[known - 1])) known -= 1;
  const hasMissing = known < sorted.length;
  const thresholds = hasMissing && known > 0 ? [BELOW_EVERYTHING] : [];

  // Each bin is filled up to an equal share of the rows that are left, so that a value which many rows share takes no
  // bins from the others. With few distinct values every value closes its bin.
  const most = MOST_BINS - thresholds.length;
  const cutAll = countDistinct(sorted, known, most) <= most;
  let binsLeft = most;
  let from = 0;
  for (let place = 1; place < known && binsLeft > 1; place += 1) {
    const before = sorted[place - 1] ?? 0;
    const value = sorted[place] ?? 0;
    if (value === before) continue;
    if (!cutAll && (place - from) * binsLeft < known - from) continue;
    thresholds.push(between(before, value));
    from = place;
    binsLeft -= 1;
  }
  return thresholds;
}

/** How many different values there are; counts no further than one more than `most`. */
function countDistinct(sorted: Float64Array, known: number, most: number): number {
  let distinct = known > 0 ? 1 : 0;
  for (let place = 1; place < known && distinct <= most; place += 1)
    if (sorted[place] !== sorted[place - 1]) distinct += 1;
  return distinct;
}

/** Halfway, but never the upper value itself, which neighboring floating-point numbers would round to. */
function between(lower: number, upper: number): number {
  const middle = lower + (upper - lower) / 2;
  return middle < upper ? middle : lower;
}
