import { expect, test } from "vitest";
import {
  cholesky,
  estimateCovariance,
} from "../../../../../app/pipeline/predict/numeric/covariance.ts";

const at = (point: readonly number[], index: number): number => point[index] ?? 0;

test("The covariance of a normal log-density is the one that it was made with.", () => {
  // The inverse of [[4, 1], [1, 2]] is [[2, -1], [-1, 4]] / 7.
  const covariance = estimateCovariance(
    (x) => (4 * at(x, 0) ** 2 + 2 * at(x, 0) * at(x, 1) + 2 * at(x, 1) ** 2) / 2,
    [0, 0],
  );
  const expected = [
    [2 / 7, -1 / 7],
    [-1 / 7, 4 / 7],
  ];
  expected.forEach((row, i) =>
    row.forEach((value, j) => expect(covariance[i]?.[j]).toBeCloseTo(value, 6)),
  );
});

test("A flat, a falling and an endless direction still give finite variances, at most 9.", () => {
  const losses: ((x: readonly number[]) => number)[] = [
    () => 0,
    (x) => -(at(x, 0) ** 2),
    (x) => at(x, 0) ** 2,
    (x) => 1e300 * at(x, 0),
  ];
  for (const loss of losses) {
    const covariance = estimateCovariance(loss, [0, 0]);
    expect(cholesky(covariance)).not.toBeNull();
    covariance.forEach((row, index) => {
      expect(row[index]).toBeLessThanOrEqual(9.001);
      expect(row.every(Number.isFinite)).toBe(true);
    });
  }
});

test("Cholesky's triangle gives the matrix again, and nothing for one that is not positive definite.", () => {
  const lower = cholesky([
    [4, 2],
    [2, 5],
  ]);
  expect(lower).toEqual([[2], [1, 2]]);
  expect(cholesky([[1, 2], [2, 1]])).toBeNull(); // prettier-ignore
});
