import { smoothedRate } from "../learned/sigmoid.ts";
import { assertSameLength } from "../metrics/same-length.ts";
import { sortIndices } from "../metrics/sort-indices.ts";

/** A rising line through points: from a score to a probability. Plain data. */
export interface IsotonicMap {
  /** Ascending. */
  scores: number[];
  /** One per score, never falling, above 0 and below 1. */
  probabilities: number[];
}

/** Neighboring rows of one probability. All may be sums of weights. */
interface Block {
  lowest: number;
  highest: number;
  scoreSum: number;
  happened: number;
  count: number;
}

/**
 * Fits the rising steps that are nearest to the outcomes (isotonic regression by pooling adjacent violators) and joins
 * the middles of the steps, each at the mean score of its rows, by straight lines (centered isotonic regression, Oron
 * and Flournoy 2017): rows of one step keep their order. At both ends the line goes on with its slope to the outermost
 * score, as a step tilted on one side alone would gain on its mean, but no further than halfway to 0 or 1.
 *
 * A step in which nothing, or everything, happened is told (happened + 1/2) / (count + 1); where that overtakes the next
 * step, both are one. Rows of equal score are one step from the start, so the order of rows changes nothing. Without
 * rows everybody is told one half. O(n log n).
 */
export function fitIsotonic(input: {
  scores: ArrayLike<number>;
  /** 0 or 1. */
  outcomes: ArrayLike<number>;
  /** What each row counts, at least 0; one where it is absent. */
  weights?: ArrayLike<number>;
}): IsotonicMap {
  const blocks = pool(readBlocks(input));
  poolOvertaken(blocks);
  const centers = blocks.map(
    ({ lowest, highest, scoreSum, count }) => Math.max(lowest, Math.min(highest, scoreSum / count)), // a mean of equal numbers is rounded
  );
  const values = blocks.map(({ happened, count }) =>
    happened <= 0 || happened >= count ? smoothedRate(happened, count) : happened / count,
  );
  const [first, last] = [blocks[0], blocks.at(-1)];
  if (first === undefined || last === undefined) return { scores: [0], probabilities: [0.5] };
  if (blocks.length === 1) return { scores: [centers[0] ?? 0], probabilities: values };

  const [x0 = 0, x1 = 0] = centers;
  const [y0 = 0, y1 = 0] = values;
  const [xn = 0, xm = 0] = [centers.at(-1), centers.at(-2)];
  const [yn = 0, ym = 0] = [values.at(-1), values.at(-2)];
  return {
    scores: [first.lowest, ...centers, last.highest],
    probabilities: [
      Math.max(y0 / 2, y0 - (y1 - y0) * ((x0 - first.lowest) / (x1 - x0))),
      ...values,
      Math.min((1 + yn) / 2, yn + (yn - ym) * ((last.highest - xn) / (xn - xm))),
    ],
  };
}

/** The probability of a score: on the line, and beyond its ends what holds there. */
export function applyIsotonic({ scores, probabilities }: IsotonicMap, score: number): number {
  let low = 0;
  let high = scores.length - 1;
  if (!(score > (scores[low] ?? 0))) return probabilities[low] ?? 0.5;
  if (score >= (scores[high] ?? 0)) return probabilities[high] ?? 0.5;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((scores[middle] ?? 0) <= score) low = middle;
    else high = middle;
  }
  const [from = 0, to = 0] = [scores[low], scores[high]];
  const [below = 0, above = 0] = [probabilities[low], probabilities[high]];
  return Math.min(above, below + ((above - below) * (score - from)) / (to - from));
}

/** One block for each distinct score, ascending. Rows without weight are left out. */
function readBlocks(input: {
  scores: ArrayLike<number>;
  outcomes: ArrayLike<number>;
  weights?: ArrayLike<number>;
}): Block[] {
  const { scores, outcomes, weights } = input;
  assertSameLength(scores, outcomes, "scores and outcomes");
  if (weights !== undefined) assertSameLength(weights, outcomes, "weights and outcomes");
  const blocks: Block[] = [];
  for (const row of sortIndices(scores)) {
    const score = scores[row] ?? 0;
    const count = weights?.[row] ?? 1;
    if (!(count > 0)) continue;
    const happened = count * (outcomes[row] ?? 0);
    const block = { lowest: score, highest: score, scoreSum: count * score, happened, count };
    const last = blocks.at(-1);
    if (last?.highest === score) blocks[blocks.length - 1] = join(last, block);
    else blocks.push(block);
  }
  return blocks;
}

/** Joins neighbors as long as a later one says less than the one before it, or the same. */
function pool(blocks: Block[]): Block[] {
  const pooled: Block[] = [];
  for (let block of blocks) {
    for (;;) {
      const before = pooled.at(-1);
      if (before === undefined || before.happened * block.count < block.happened * before.count)
        break;
      pooled.pop();
      block = join(before, block);
    }
    pooled.push(block);
  }
  return pooled;
}

/** Joins a first block of nothing, and a last one of everything, with its neighbor where its smoothed rate passes it. */
function poolOvertaken(blocks: Block[]): void {
  const [first, second] = blocks;
  if (first !== undefined && second !== undefined && first.happened <= 0)
    if (smoothedRate(0, first.count) >= second.happened / second.count)
      blocks.splice(0, 2, join(first, second));
  const [before, last] = [blocks.at(-2), blocks.at(-1)];
  if (before !== undefined && last !== undefined && last.happened >= last.count)
    if (smoothedRate(last.count, last.count) <= before.happened / before.count)
      blocks.splice(-2, 2, join(before, last));
}

function join(lower: Block, upper: Block): Block {
  return {
    lowest: lower.lowest,
    highest: upper.highest,
    scoreSum: lower.scoreSum + upper.scoreSum,
    happened: lower.happened + upper.happened,
    count: lower.count + upper.count,
  };
}
