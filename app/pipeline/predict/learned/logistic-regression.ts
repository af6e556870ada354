import { Matrix } from "ml-matrix";
import { assertSameLength } from "../metrics/same-length.ts";
import { assertColumns, assertNumbers, assertPositive } from "./columns.ts";
import type { Columns } from "./columns.ts";
import { decompose, invert, linearForm, weightedGram, weightedSums } from "./normal-equations.ts";
import { logOddsOf, sigmoid, smoothedRate, softplus } from "./sigmoid.ts";
import { fitStandardizer, standardizeColumns } from "./standardize.ts";
import type { Standardizer } from "./standardize.ts";

/** A fitted logistic regression. Plain data. */
export interface LogisticModel {
  standardizer: Standardizer;
  intercept: number;
  /** Log-odds per standard deviation of each feature. */
  coefficients: number[];
  /** Of the intercept and the coefficients, in this order: the inverse curvature of the penalized likelihood. */
  covariance: number[][];
}

/** Newton's method doubles its digits with each step, so this is never reached but by a fault. */
const MOST_STEPS = 100;
/** Half the squared Newton decrement is what a step can still win; this much of the loss is rounding. */
const TOLERANCE = 1e-12;

/**
 * Fits a logistic regression by penalized maximum likelihood:
 *
 *     minimize  sum_i weight_i * loss(outcome_i, row_i)  +  penalty / 2 * sum_j coefficient_j^2
 *
 * over standardized features, the intercept being free. (`penalty` is 1 / C of scikit-learn.) Newton's method, halving a
 * step that wins nothing. The penalty keeps it finite where a feature separates the outcomes. Outcomes are 0 or 1, or
 * shares between; a missing value counts as the mean of its column. Where all outcomes are equal, or there are no rows,
 * every prediction is the smoothed base rate. O(rows * features^2) a step, some seven steps.
 */
export function fitLogisticRegression(input: {
  columns: Columns;
  outcomes: ArrayLike<number>;
  /** What each row counts, at least 0; one where it is absent. */
  weights?: ArrayLike<number>;
  penalty?: number;
}): LogisticModel {
  const { columns, outcomes, penalty = 1 } = input;
  const rows = outcomes.length;
  const weights = Float64Array.from(input.weights ?? new Float64Array(rows).fill(1));
  assertColumns(columns, rows);
  assertSameLength(weights, outcomes, "weights and outcomes");
  assertNumbers(outcomes, "outcomes", 0);
  assertNumbers(weights, "weights", 0);
  assertPositive(penalty, "The penalty");

  const standardizer = fitStandardizer(columns);
  const problem = {
    columns: standardizeColumns(standardizer, columns),
    outcomes: Float64Array.from(outcomes),
    weights,
    penalty,
  };
  const coefficients = minimize(problem);
  const curvature = curvatureAt(problem, coefficients);
  return {
    standardizer,
    intercept: coefficients[0] ?? 0,
    coefficients: [...coefficients.subarray(1)],
    covariance: invert(decompose(curvature), coefficients.length),
  };
}

/** The probability for every row of a matrix, its columns in the order of the fit's. */
export function predictLogisticColumns(model: LogisticModel, columns: Columns): Float64Array {
  return linearForm({
    columns: standardizeColumns(model.standardizer, columns),
    coefficients: [model.intercept, ...model.coefficients],
    rows: columns[0]?.length ?? 0,
  }).map(sigmoid);
}

interface Problem {
  columns: Float64Array[];
  outcomes: Float64Array;
  weights: Float64Array;
  penalty: number;
}

/** The intercept and the coefficients of the least penalized loss. */
function minimize(problem: Problem): Float64Array {
  const { columns, outcomes, weights, penalty } = problem;
  let total = 0;
  let happened = 0;
  for (let row = 0; row < outcomes.length; row += 1) {
    total += weights[row] ?? 0;
    happened += (weights[row] ?? 0) * (outcomes[row] ?? 0);
  }
  let current: Float64Array = new Float64Array(columns.length + 1);
  current[0] = logOddsOf(smoothedRate(happened, total));
  // Nothing tells rows apart, and a free intercept would run away to certainty.
  if (happened <= 0 || happened >= total) return current;

  let loss = lossAt(problem, current);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const form = linearForm({ columns, coefficients: current, rows: outcomes.length });
    const errors = form.map(
      (logOdds, row) => (weights[row] ?? 0) * (sigmoid(logOdds) - (outcomes[row] ?? 0)),
    );
    const gradient = weightedSums(columns, errors).map(
      (sum, place) => sum + (place === 0 ? 0 : penalty * (current[place] ?? 0)),
    );
    const direction = decompose(curvatureAt(problem, current))
      .solve(Matrix.columnVector(gradient))
      .to1DArray();
    const decrement = gradient.reduce(
      (sum, slope, place) => sum + slope * (direction[place] ?? 0),
      0,
    );
    // So near the bottom the loss no longer tells steps apart, and a whole one is the best there is.
    if (decrement / 2 <= TOLERANCE * (1 + loss))
      return current.map((value, place) => value - (direction[place] ?? 0));
    const next = descend(problem, { from: current, loss, direction });
    if (next === null) break;
    ({ coefficients: current, loss } = next);
  }
  return current;
}

/** The first of a whole, a half, a quarter … step that lowers the loss; null where rounding is all that is left. */
function descend(
  problem: Problem,
  { from, loss, direction }: { from: Float64Array; loss: number; direction: number[] },
): { coefficients: Float64Array; loss: number } | null {
  for (let size = 1; size > 1e-6; size /= 2) {
    const coefficients = from.map((value, place) => value - size * (direction[place] ?? 0));
    const lower = lossAt(problem, coefficients);
    if (lower < loss) return { coefficients, loss: lower };
  }
  return null;
}

function lossAt({ columns, outcomes, weights, penalty }: Problem, at: Float64Array): number {
  const form = linearForm({ columns, coefficients: at, rows: outcomes.length });
  let loss = 0;
  for (let row = 0; row < form.length; row += 1) {
    const logOdds = form[row] ?? 0;
    loss += (weights[row] ?? 0) * (softplus(logOdds) - (outcomes[row] ?? 0) * logOdds);
  }
  for (const coefficient of at.subarray(1)) loss += (penalty / 2) * coefficient * coefficient;
  return loss;
}

function curvatureAt({ columns, weights, outcomes, penalty }: Problem, at: Float64Array): Matrix {
  const form = linearForm({ columns, coefficients: at, rows: outcomes.length });
  const gram = weightedGram(
    columns,
    form.map((logOdds, row) => {
      const probability = sigmoid(logOdds);
      return (weights[row] ?? 0) * probability * (1 - probability);
    }),
  );
  for (let place = 1; place < gram.rows; place += 1)
    gram.set(place, place, gram.get(place, place) + penalty);
  return gram;
}
