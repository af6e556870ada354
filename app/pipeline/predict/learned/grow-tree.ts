import type { BinnedColumns } from "./bin-columns.ts";
import { findSplit, leafValue } from "./find-split.ts";
import type { LeafSums, Split, SplitRules } from "./find-split.ts";
import {
  fillHistogram,
  histogramLength,
  layOutHistogram,
  pairColumns,
  subtractHistogram,
} from "./histogram.ts";
import type { ColumnPair, RowRange } from "./histogram.ts";
import type { Tree } from "./tree.ts";

export interface TreeRules extends SplitRules {
  maxLeaves: number;
  /** What a leaf's value is multiplied with, so that later trees can correct it. */
  learningRate: number;
  /** No leaf's value is longer, before the learning rate. */
  longestStep: number;
}

/** A tree with the rows that are in each of its leaves. */
export interface GrownTree {
  tree: Tree;
  leaves: { value: number; rows: RowRange }[];
  splits: Split[];
}

interface Leaf {
  node: number;
  rows: RowRange;
  sums: LeafSums;
  /** Belongs to this leaf alone, and to a child of it once it is split; absent where nobody will look at it. */
  histogram: Float64Array | undefined;
  split: Split | null;
}

/**
 * Grows trees on the same binned columns, one after the other, in memory that is allotted once: a histogram per leaf, and
 * three numbers per row.
 */
export class TreeGrower {
  readonly #binned: BinnedColumns;
  readonly #rules: TreeRules;
  readonly #offsets: Uint32Array;
  readonly #telling: number[];
  #draw: ((features: number[]) => number[]) | undefined;
  readonly #pairs: ColumnPair[];
  readonly #gathered: Float64Array;
  readonly #aside: Uint32Array;
  readonly #histograms: Float64Array[];

  constructor(binned: BinnedColumns, rows: number, rules: TreeRules) {
    this.#binned = binned;
    this.#rules = rules;
    this.#offsets = layOutHistogram(binned);
    this.#telling = telling(binned);
    this.#pairs = pairColumns(binned, this.#offsets, this.#telling);
    this.#gathered = new Float64Array(2 * rows);
    this.#aside = new Uint32Array(rows);
    this.#histograms = Array.from(
      { length: rules.maxLeaves },
      () => new Float64Array(histogramLength(this.#offsets)),
    );
  }

  /**
   * Grows a tree leaf by leaf, always splitting where the loss falls most, on the rows of `order`, which it sorts by leaf.
   * Null where no split lowers the loss. Gradients and curvatures are such that their sums are exact. With `draw` each
   * leaf is split on a part of the features alone: those that `draw` takes of the ones that have something to split.
   */
  grow(input: {
    order: Uint32Array;
    gradients: Float64Array;
    curvatures: Float64Array;
    draw?: (features: number[]) => number[];
  }): GrownTree | null {
    const { order, gradients, curvatures, draw } = input;
    const { maxLeaves, learningRate, longestStep, l2 } = this.#rules;
    const free = [...this.#histograms];
    this.#draw = draw;
    const sums: LeafSums = { gradient: 0, curvature: 0, rows: order.length };
    for (const row of order) {
      sums.gradient += gradients[row] ?? 0;
      sums.curvature += curvatures[row] ?? 0;
    }
    const root: Leaf = {
      node: 0,
      rows: { order, from: 0, to: order.length },
      sums,
      histogram: free.pop(),
      split: null,
    };
    this.#look(root, gradients, curvatures);

    const tree: Tree = { feature: [-1], threshold: [0], left: [0], value: [0] };
    const splits: Split[] = [];
    const leaves = [root];
    while (leaves.length < maxLeaves) {
      const leaf = mostGaining(leaves);
      const split = leaf?.split;
      if (leaf === undefined || !split) break;
      splits.push(split);
      tree.feature[leaf.node] = split.feature;
      tree.threshold[leaf.node] = this.#binned.thresholds[split.feature]?.[split.bin] ?? 0;
      tree.left[leaf.node] = tree.feature.length;
      const [left, right] = this.#cut(leaf, split, tree);
      leaves.splice(leaves.indexOf(leaf), 1, left, right);
      // Of the last two leaves nobody asks for a split.
      if (leaves.length === maxLeaves) break;
      const [smaller, larger] = left.sums.rows <= right.sums.rows ? [left, right] : [right, left];
      smaller.histogram = free.pop();
      larger.histogram = leaf.histogram;
      this.#look(smaller, gradients, curvatures);
      if (larger.histogram !== undefined && smaller.histogram !== undefined)
        subtractHistogram(larger.histogram, smaller.histogram);
      larger.split = this.#best(larger);
    }
    if (splits.length === 0) return null;
    return {
      tree,
      splits,
      leaves: leaves.map((leaf) => {
        const value = learningRate * leafValue(leaf.sums, l2, longestStep);
        tree.value[leaf.node] = value;
        return { value, rows: leaf.rows };
      }),
    };
  }

  #look(leaf: Leaf, gradients: Float64Array, curvatures: Float64Array): void {
    if (leaf.histogram === undefined) return;
    fillHistogram({
      histogram: leaf.histogram,
      pairs: this.#pairs,
      rows: leaf.rows,
      gradients,
      curvatures,
      gathered: this.#gathered,
    });
    leaf.split = this.#best(leaf);
  }

  #best({ histogram, sums }: Leaf): Split | null {
    if (histogram === undefined) return null;
    const features = this.#draw === undefined ? this.#telling : this.#draw(this.#telling);
    return findSplit({ histogram, offsets: this.#offsets, features, sums }, this.#rules);
  }

  /** Two leaves in place of one: its rows are sorted into those of the left, then those of the right, in their order. */
  #cut(leaf: Leaf, { feature, bin, left, right }: Split, tree: Tree): [Leaf, Leaf] {
    const { order, from, to } = leaf.rows;
    const column = this.#binned.bins[feature] ?? new Uint8Array();
    let middle = from;
    let aside = 0;
    for (let place = from; place < to; place += 1) {
      const row = order[place] ?? 0;
      if ((column[row] ?? 0) <= bin) order[middle++] = row;
      else this.#aside[aside++] = row;
    }
    order.set(this.#aside.subarray(0, aside), middle);
    const add = (sums: LeafSums, rows: RowRange): Leaf => {
      const node = tree.feature.push(-1) - 1;
      tree.threshold.push(0);
      tree.left.push(0);
      tree.value.push(0);
      return { node, rows, sums, histogram: undefined, split: null };
    };
    return [add(left, { order, from, to: middle }), add(right, { order, from: middle, to })];
  }
}

/** The first of the leaves whose split gains most; undefined where none can be split. */
function mostGaining(leaves: Leaf[]): Leaf | undefined {
  let best: Leaf | undefined;
  for (const leaf of leaves)
    if (leaf.split !== null && leaf.split.gain > (best?.split?.gain ?? 0)) best = leaf;
  return best;
}

/** The features with more than one bin. The others split nothing, and are never added up. */
function telling({ thresholds }: BinnedColumns): number[] {
  return thresholds.flatMap((cuts, feature) => (cuts.length > 0 ? [feature] : []));
}
