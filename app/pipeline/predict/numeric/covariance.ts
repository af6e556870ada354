/** A step in the logarithm of a parameter: small against its spread, large against the last digits of the value. */
const STEP = 5e-3;

/** No standard deviation above 3, a factor of 20 either way: the data then says nothing of that parameter. */
const MAX_VARIANCE = 9;

/**
 * The covariance of a fit: the inverse of the curvature of its negative log-posterior at the lowest point
 * (Laplace's approximation). Where a direction is flat or the point lies on a bound the curvature is no
 * such matrix; then as much is added to its diagonal as is needed, and no variance exceeds 9. Symmetric, positive
 * definite, finite.
 */
export function estimateCovariance(
  of: (point: readonly number[]) => number,
  point: readonly number[],
): number[][] {
  const curvature = curvatureAt(of, point);
  for (let ridge = 0; ridge < 1e12; ridge = Math.max(1 / MAX_VARIANCE, 4 * ridge)) {
    const inverse = invert(
      curvature.map((row, i) => row.map((value, j) => (i === j ? value + ridge : value))),
    );
    if (inverse?.every((row, index) => (row[index] ?? Infinity) <= MAX_VARIANCE + 1e-9))
      return inverse;
  }
  return point.map((_, i) => point.map((__, j) => (i === j ? MAX_VARIANCE : 0)));
}

function curvatureAt(
  of: (point: readonly number[]) => number,
  point: readonly number[],
): number[][] {
  const at = (...moves: [axis: number, step: number][]): number => {
    const moved = [...point];
    for (const [axis, step] of moves) moved[axis] = (moved[axis] ?? 0) + step;
    return of(moved);
  };
  const centre = at();
  return point.map((_, i) =>
    point.map((__, j) => {
      if (i === j) return (at([i, STEP]) - 2 * centre + at([i, -STEP])) / STEP ** 2;
      const [low, high] = [Math.min(i, j), Math.max(i, j)];
      const equal = at([low, STEP], [high, STEP]) + at([low, -STEP], [high, -STEP]);
      const opposite = at([low, STEP], [high, -STEP]) + at([low, -STEP], [high, STEP]);
      return (equal - opposite) / (4 * STEP ** 2);
    }),
  );
}

/** The lower triangle L with L L' = matrix (Cholesky); null where the matrix is not positive definite. */
export function cholesky(matrix: readonly (readonly number[])[]): number[][] | null {
  const lower: number[][] = [];
  for (const [i, row] of matrix.entries()) {
    const made: number[] = [];
    for (let j = 0; j <= i; j += 1) {
      const known = lower[j] ?? made;
      let left = row[j] ?? 0;
      for (let k = 0; k < j; k += 1) left -= (made[k] ?? 0) * (known[k] ?? 0);
      if (i === j) {
        if (!(left > 0) || left === Infinity) return null;
        made.push(Math.sqrt(left));
      } else made.push(left / (known[j] ?? 1));
    }
    lower.push(made);
  }
  return lower;
}

/** The inverse of a symmetric positive definite matrix, null for any other. */
function invert(matrix: number[][]): number[][] | null {
  const lower = cholesky(matrix);
  if (lower === null) return null;
  const columns = matrix.map((_, column) => {
    const solved: number[] = [];
    for (const [i, row] of lower.entries()) {
      let left = i === column ? 1 : 0;
      for (let k = 0; k < i; k += 1) left -= (row[k] ?? 0) * (solved[k] ?? 0);
      solved.push(left / (row[i] ?? 1));
    }
    for (let i = lower.length - 1; i >= 0; i -= 1) {
      let left = solved[i] ?? 0;
      for (let k = i + 1; k < lower.length; k += 1) left -= (lower[k]?.[i] ?? 0) * (solved[k] ?? 0);
      solved[i] = left / (lower[i]?.[i] ?? 1);
    }
    return solved;
  });
  return columns.every((column) => column.every(Number.isFinite)) ? columns : null;
}
