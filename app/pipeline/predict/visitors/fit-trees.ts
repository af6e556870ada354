import { fitBoostedTrees } from "../learned/gradient-boosting.ts";
import type { BoostedTrees } from "../learned/gradient-boosting.ts";
import { addTree } from "../learned/tree.ts";
import { seedRandom } from "../numeric/random.ts";
import type { LearningRows } from "./learning-rows.ts";
import { splitByTime, weightedLoss } from "./later-rows.ts";

/** More than are ever needed: where to stop is found by trial. */
const MOST_TREES = 120;
const LEARNING_RATE = 0.1;
const LEAVES = 10;

/**
 * Events of one visit end alike, so a leaf of sixty rows may be a handful of visits. It takes this share of all rows, so
 * that it speaks of many.
 */
const LEAF_SHARE = 1 / 300;
const LEAST_LEAF_ROWS = 40;

/** Each tree sees half of the rows, drawn anew: faster, and they learn less by heart. */
const DRAWN_SHARE = 0.5;

/** Each split chooses among so many of the features: many of them say nearly the same, and trees that differ err less. */
const SEEN_SHARE = 0.4;

/**
 * Fits boosted trees and keeps the first of them, as many as serve best on later time: from then on trees learn visits by
 * heart, which shows nowhere in the rows that they were grown on.
 */
export function fitStoppedTrees(rows: LearningRows, seed: number): BoostedTrees {
  const { earlier: grown, later } = splitByTime(rows);
  const trees = fitBoostedTrees({
    ...grown,
    loss: "logistic",
    rounds: MOST_TREES,
    learningRate: LEARNING_RATE,
    maxLeaves: LEAVES,
    minRowsPerLeaf: Math.max(LEAST_LEAF_ROWS, Math.round(grown.outcomes.length * LEAF_SHARE)),
    sampling: { random: seedRandom(seed), rows: DRAWN_SHARE, features: SEEN_SHARE },
  });
  return { ...trees, trees: trees.trees.slice(0, countBestTrees(trees, later)) };
}

/** With how many of the trees the loss on rows is least; all of them where the rows cannot say. */
function countBestTrees({ base, trees }: BoostedTrees, rows: LearningRows): number {
  const { columns, outcomes } = rows;
  if (!outcomes.includes(1)) return trees.length;
  const margins = new Float64Array(outcomes.length).fill(base);
  let best = 0;
  let least = weightedLoss(margins, rows);
  for (const [place, tree] of trees.entries()) {
    addTree(tree, columns, margins);
    const loss = weightedLoss(margins, rows);
    if (loss >= least) continue;
    least = loss;
    best = place + 1;
  }
  return best;
}
