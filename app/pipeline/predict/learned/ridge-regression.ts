import { Matrix } from "ml-matrix";
import { assertSameLength } from "../metrics/same-length.ts";
import { assertColumns, assertNumbers, assertPositive } from "./columns.ts";
import type { Columns } from "./columns.ts";
import { decompose, linearForm, weightedGram, weightedSums } from "./normal-equations.ts";
import { fitStandardizer, standardizeColumns } from "./standardize.ts";
import type { Standardizer } from "./standardize.ts";

/** A fitted ridge regression. Plain data. */
export interface RidgeModel {
  standardizer: Standardizer;
  intercept: number;
  /** Units of the target per standard deviation of each feature. */
  coefficients: number[];
  /** Root of the mean squared distance of the targets from what was fitted, in the target's unit. */
  residualDeviation: number;
}

/**
 * Fits targets such as the logarithm of a spend by least squares with a penalty:
 *
 *     minimize  sum_i weight_i * (target_i - fitted_i)^2  +  penalty * sum_j coefficient_j^2
 *
 * over standardized features, the intercept being free. A missing value counts as the mean of its column. No rows predict
 * 0, equal targets predict themselves. O(rows * features^2).
 */
export function fitRidgeRegression(input: {
  columns: Columns;
  targets: ArrayLike<number>;
  /** What each row counts, at least 0; one where it is absent. */
  weights?: ArrayLike<number>;
  penalty?: number;
}): RidgeModel {
  const { columns, targets, penalty = 1 } = input;
  const rows = targets.length;
  const weights = Float64Array.from(input.weights ?? new Float64Array(rows).fill(1));
  assertColumns(columns, rows);
  assertSameLength(weights, targets, "weights and targets");
  assertNumbers(targets, "targets");
  assertNumbers(weights, "weights", 0);
  assertPositive(penalty, "The penalty");

  const standardizer = fitStandardizer(columns);
  const standardized = standardizeColumns(standardizer, columns);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const center =
    total > 0
      ? weights.reduce((sum, weight, row) => sum + weight * (targets[row] ?? 0), 0) / total
      : 0;
  const centered = weights.map((weight, row) => weight * ((targets[row] ?? 0) - center));
  const gram = weightedGram(standardized, weights);
  for (let place = 1; place < gram.rows; place += 1)
    gram.set(place, place, gram.get(place, place) + penalty);
  const [shift = 0, ...coefficients] = decompose(gram)
    .solve(Matrix.columnVector(weightedSums(standardized, centered)))
    .to1DArray();
  const intercept = center + shift;

  const fitted = linearForm({
    columns: standardized,
    coefficients: [intercept, ...coefficients],
    rows,
  });
  let squares = 0;
  for (let row = 0; row < rows; row += 1)
    squares += (weights[row] ?? 0) * ((targets[row] ?? 0) - (fitted[row] ?? 0)) ** 2;
  const residualDeviation = total > 0 ? Math.sqrt(squares / total) : 0;
  return { standardizer, intercept, coefficients, residualDeviation };
}

/** The prediction for every row of a matrix, its columns in the order of the fit's. */
export function predictRidgeColumns(model: RidgeModel, columns: Columns): Float64Array {
  return linearForm({
    columns: standardizeColumns(model.standardizer, columns),
    coefficients: [model.intercept, ...model.coefficients],
    rows: columns[0]?.length ?? 0,
  });
}
