import fc from "fast-check";
import { expect, test } from "vitest";
import { minimise } from "../../../../../app/pipeline/predict/numeric/minimise.ts";

const at = (point: readonly number[], index: number): number => point[index] ?? 0;

test("minimise finds the lowest point of a bowl, wherever it lies.", () => {
  const place = fc.double({ min: -5, max: 5, noNaN: true });
  fc.assert(
    fc.property(fc.tuple(place, place, place), (target) => {
      const found = minimise({
        of: (point) =>
          point.reduce((sum, x, index) => sum + (index + 1) * (x - at(target, index)) ** 2, 0),
        start: [0, 0, 0],
        step: 0.5,
        tolerance: 1e-9,
      });
      expect(found.isConverged).toBe(true);
      target.forEach((x, index) => expect(at(found.point, index)).toBeCloseTo(x, 3));
    }),
    { numRuns: 50 },
  );
});

test("minimise follows Rosenbrock's curved valley to its end.", () => {
  const { point, value } = minimise({
    of: (x) => (1 - at(x, 0)) ** 2 + 100 * (at(x, 1) - at(x, 0) ** 2) ** 2,
    start: [-1.2, 1],
    step: 0.5,
    tolerance: 1e-9,
  });
  expect(point[0]).toBeCloseTo(1, 4);
  expect(point[1]).toBeCloseTo(1, 4);
  expect(value).toBeLessThan(1e-8);
});

test("Where steps run out, the best point so far is given and said not to be the lowest.", () => {
  const found = minimise({ of: (x) => at(x, 0), start: [0], step: 1, maxEvaluations: 30 });
  expect(found.isConverged).toBe(false);
  expect(found.value).toBeLessThan(-1);
});

test("A value that is not a number is never the lowest.", () => {
  const found = minimise({
    of: (x) => (at(x, 0) < 1 ? NaN : (at(x, 0) - 2) ** 2),
    start: [1.5],
    step: 0.5,
  });
  expect(found.point[0]).toBeCloseTo(2, 3);
});
