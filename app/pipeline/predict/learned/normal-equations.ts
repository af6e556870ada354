import { CholeskyDecomposition, Matrix } from "ml-matrix";
import type { Columns } from "./columns.ts";

/** So many rows are worked on at once: eight kilobytes of each of two columns stay in the nearest cache. */
const BLOCK_ROWS = 1024;

/**
 * X'WX of the columns with a column of ones before them, W being the rows' weights: the curvature of every model that is
 * linear in its features. Symmetric, one more than there are columns. O(rows * columns^2).
 */
export function weightedGram(columns: Columns, weights: Float64Array): Matrix {
  const size = columns.length + 1;
  const gram = Matrix.zeros(size, size);
  const weighted = new Float64Array(BLOCK_ROWS);
  for (let from = 0; from < weights.length; from += BLOCK_ROWS) {
    const to = Math.min(from + BLOCK_ROWS, weights.length);
    for (let i = 0; i < size; i += 1) {
      const left = columns[i - 1];
      let sum = 0;
      for (let row = from; row < to; row += 1) {
        const value = (weights[row] ?? 0) * (left === undefined ? 1 : (left[row] ?? 0));
        weighted[row - from] = value;
        sum += value;
      }
      gram.set(i, 0, gram.get(i, 0) + sum);
      for (let j = 1; j <= i; j += 1) {
        const right = columns[j - 1];
        if (right === undefined) continue;
        let product = 0;
        for (let row = from; row < to; row += 1)
          product += (weighted[row - from] ?? 0) * (right[row] ?? 0);
        gram.set(i, j, gram.get(i, j) + product);
      }
    }
  }
  for (let i = 0; i < size; i += 1) for (let j = 0; j < i; j += 1) gram.set(j, i, gram.get(i, j));
  return gram;
}

/** X'v, the column of ones first. */
export function weightedSums(columns: Columns, values: Float64Array): Float64Array {
  const sums = new Float64Array(columns.length + 1);
  for (let feature = 0; feature <= columns.length; feature += 1) {
    const column = columns[feature - 1];
    let sum = 0;
    for (let row = 0; row < values.length; row += 1)
      sum += (values[row] ?? 0) * (column === undefined ? 1 : (column[row] ?? 0));
    sums[feature] = sum;
  }
  return sums;
}

/** intercept + columns * coefficients for every row; the intercept comes first in `coefficients`. */
export function linearForm(input: {
  columns: Columns;
  coefficients: ArrayLike<number>;
  rows: number;
}): Float64Array {
  const { columns, coefficients, rows } = input;
  const form = new Float64Array(rows).fill(coefficients[0] ?? 0);
  for (const [feature, column] of columns.entries()) {
    const coefficient = coefficients[feature + 1] ?? 0;
    if (coefficient === 0) continue;
    for (let row = 0; row < rows; row += 1)
      form[row] = (form[row] ?? 0) + coefficient * (column[row] ?? 0);
  }
  return form;
}

/**
 * The Cholesky decomposition of a symmetric matrix of finite numbers that is positive but for rounding: a trace of a
 * ridge is added until it decomposes.
 */
export function decompose(matrix: Matrix): CholeskyDecomposition {
  let ridge = 0;
  for (;;) {
    const raised = matrix.clone();
    for (let i = 0; i < raised.rows; i += 1) raised.set(i, i, raised.get(i, i) + ridge);
    const decomposition = new CholeskyDecomposition(raised);
    if (decomposition.isPositiveDefinite()) return decomposition;
    ridge = ridge === 0 ? 1e-12 * (1 + matrix.max()) : ridge * 100;
  }
}

/** The inverse of a decomposed matrix, as rows of numbers. */
export function invert(decomposition: CholeskyDecomposition, size: number): number[][] {
  return decomposition.solve(Matrix.eye(size)).to2DArray();
}
