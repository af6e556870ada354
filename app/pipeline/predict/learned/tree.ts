import type { Columns } from "./columns.ts";

/**
 * A regression tree as lists with one entry per node, the root first. Plain data. A row goes to `left` where its value of
 * `feature` is at most `threshold` or missing, else to the node after `left`.
 */
export interface Tree {
  /** -1 marks a leaf. */
  feature: number[];
  threshold: number[];
  left: number[];
  /** What a leaf adds to the margin; 0 at a split. */
  value: number[];
}

/** Adds what a tree says of each row to `margins`, in place. */
export function addTree(
  { feature, threshold, left, value }: Tree,
  columns: Columns,
  margins: Float64Array,
): void {
  // Each node with the column that it asks, found once for all rows.
  const asked = feature.map((place) => (place < 0 ? null : (columns[place] ?? NO_COLUMN)));
  for (let row = 0; row < margins.length; row += 1) {
    let node = 0;
    for (let column = asked[node]; column; column = asked[node]) {
      const before = left[node] ?? 0;
      node = (column[row] ?? NaN) > (threshold[node] ?? 0) ? before + 1 : before;
    }
    margins[row] = (margins[row] ?? 0) + (value[node] ?? 0);
  }
}

const NO_COLUMN = new Float64Array(0);
