import type { Random } from "../numeric/random.ts";
import { assertSameLength } from "./same-length.ts";

/** How good scores are, e.g. `auc`; null where the rows do not tell. */
export type Metric = (scores: ArrayLike<number>, outcomes: ArrayLike<number>) => number | null;

export interface BootstrapInterval {
  /** On the rows as they are. */
  value: number;
  /** Percentiles of the value over the draws. */
  low: number;
  high: number;
  /** Draws on which the metric told something; the others are left out. */
  draws: number;
}

interface BootstrapOptions {
  metric: Metric;
  outcomes: ArrayLike<number>;
  /** Seeded by the caller: the same seed gives the same interval. */
  random: Random;
  draws?: number;
  /** The share of draws within the interval. */
  level?: number;
}

const DRAWS = 1000;
const LEVEL = 0.95;

/** Of fewer draws the outer percentiles are single draws. */
const LEAST_DRAWS = 20;

/**
 * The percentile bootstrap interval of a metric: the rows are drawn with replacement, as many as there are, again and
 * again. Null where the metric is null on the rows as they are or on too many of the draws.
 */
export function bootstrapMetric(
  input: BootstrapOptions & { scores: ArrayLike<number> },
): BootstrapInterval | null {
  const { metric, scores, outcomes } = input;
  assertSameLength(scores, outcomes, "scores and outcomes");
  const drawn = new Float64Array(outcomes.length);
  return drawIntervals(input, metric(scores, outcomes), (rows, drawnOutcomes) =>
    metric(take(scores, rows, drawn), drawnOutcomes),
  );
}

/**
 * The same of the difference `metric(first) - metric(second)` of two models on the same rows. It is paired: each draw
 * judges both on the same rows, so what makes rows hard for both cancels out. One is better than the other where the
 * interval leaves 0 out.
 */
export function bootstrapDifference(
  input: BootstrapOptions & { first: ArrayLike<number>; second: ArrayLike<number> },
): BootstrapInterval | null {
  const { metric, first, second, outcomes } = input;
  assertSameLength(first, outcomes, "scores and outcomes");
  assertSameLength(second, outcomes, "scores and outcomes");
  const drawnFirst = new Float64Array(outcomes.length);
  const drawnSecond = new Float64Array(outcomes.length);
  const difference = (a: number | null, b: number | null) =>
    a === null || b === null ? null : a - b;
  return drawIntervals(
    input,
    difference(metric(first, outcomes), metric(second, outcomes)),
    (rows, drawnOutcomes) =>
      difference(
        metric(take(first, rows, drawnFirst), drawnOutcomes),
        metric(take(second, rows, drawnSecond), drawnOutcomes),
      ),
  );
}

function drawIntervals(
  { outcomes, random, draws = DRAWS, level = LEVEL }: BootstrapOptions,
  value: number | null,
  measure: (rows: Uint32Array, outcomes: Float64Array) => number | null,
): BootstrapInterval | null {
  if (value === null) return null;
  const count = outcomes.length;
  const rows = new Uint32Array(count);
  const drawnOutcomes = new Float64Array(count);
  const values = new Float64Array(draws);
  let told = 0;
  for (let draw = 0; draw < draws; draw += 1) {
    for (let place = 0; place < count; place += 1) rows[place] = Math.floor(random() * count);
    const measured = measure(rows, take(outcomes, rows, drawnOutcomes));
    if (measured !== null) values[told++] = measured;
  }
  if (told < LEAST_DRAWS || told < draws / 2) return null;
  const sorted = values.subarray(0, told).sort();
  const outside = Math.round(((1 - level) / 2) * (told - 1)); // as many below as above
  return {
    value,
    low: sorted[outside] ?? value,
    high: sorted[told - 1 - outside] ?? value,
    draws: told,
  };
}

function take(
  values: ArrayLike<number>,
  rows: Uint32Array,
  into: Float64Array<ArrayBuffer>,
): Float64Array<ArrayBuffer> {
  for (let place = 0; place < rows.length; place += 1) into[place] = values[rows[place] ?? 0] ?? 0;
  return into;
}
