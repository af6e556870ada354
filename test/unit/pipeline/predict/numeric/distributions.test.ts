import fc from "fast-check";
import { expect, test } from "vitest";
import {
  betaQuantile,
  betaShareBelow,
} from "../../../../../app/pipeline/predict/numeric/beta-distribution.ts";
import {
  gammaQuantile,
  gammaShareBelow,
} from "../../../../../app/pipeline/predict/numeric/gamma-distribution.ts";

// Of SciPy 1.16, to all its digits.
test.each([
  [0.3, 2, 5, 0.5798250000000003],
  [0.9, 0.5, 0.5, 0.7951672353008665],
  [0.01, 20, 30, 2.1426730857043655e-27],
  [0.5, 1000, 1000.5, 0.5044605889639133],
])("the share of a beta distribution below %d of (%d, %d) is as known", (x, a, b, share) => {
  expect(betaShareBelow(x, { a, b }) / share).toBeCloseTo(1, 10);
});

test.each([
  [0.025, 3.6, 2.4, 0.2232930015466396],
  [0.975, 0.4, 1.8, 0.7608089744801734],
  [0.5, 2, 3, 0.3857275681323895],
  [0.025, 0.103, 2.997, 6.628713162597813e-17],
  [0.9, 300, 20, 0.954139716792564],
])("the %d quantile of a beta distribution (%d, %d) is as known", (share, a, b, value) => {
  expect(betaQuantile(share, { a, b }) / value).toBeCloseTo(1, 9);
});

test.each([
  [0.5, 0.5, 0.6826894921370859],
  [3, 2, 0.8008517265285442],
  [100, 90, 0.8536538253012673],
  [20, 30, 0.021818217525557418],
])("the share of a gamma distribution below %d of shape %d is as known", (x, shape, share) => {
  expect(gammaShareBelow(x, shape) / share).toBeCloseTo(1, 10);
});

test.each([
  [0.025, 0.3, 3.1856790317391693e-6],
  [0.975, 0.3, 1.9002636428388258],
  [0.5, 5, 4.670908882795985],
  [0.975, 120, 142.40124187018748],
])("the %d quantile of a gamma distribution of shape %d is as known", (share, shape, value) => {
  expect(gammaQuantile(share, { shape, rate: 1 }) / value).toBeCloseTo(1, 9);
  expect(gammaQuantile(share, { shape, rate: 4 }) / value).toBeCloseTo(0.25, 9);
});

const shape = fc.double({ min: 1e-3, max: 2000, noNaN: true });
const share = fc.double({ min: 0.001, max: 0.999, noNaN: true });

test("quantiles lie where so much of the distribution is below them, rise with the share, and are finite", () => {
  fc.assert(
    fc.property(shape, shape, share, share, (a, b, one, other) => {
      const low = betaQuantile(Math.min(one, other), { a, b });
      const high = betaQuantile(Math.max(one, other), { a, b });
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1);
      expect(low).toBeLessThanOrEqual(high);
      // Where the quantile is not squeezed between neighbouring doubles at an end.
      if (low > 1e-9 && low < 1 - 1e-9) {
        expect(betaShareBelow(low, { a, b })).toBeCloseTo(Math.min(one, other), 6);
      }
      const gamma = gammaQuantile(one, { shape: a, rate: b });
      expect(Number.isFinite(gamma) && gamma >= 0).toBe(true);
      if (gamma > 1e-9) expect(gammaShareBelow(gamma * b, a)).toBeCloseTo(one, 6);
    }),
  );
});

test("nothing lies below the least value and everything below the greatest", () => {
  expect(betaShareBelow(0, { a: 2, b: 3 })).toBe(0);
  expect(betaShareBelow(-1, { a: 2, b: 3 })).toBe(0);
  expect(betaShareBelow(1, { a: 2, b: 3 })).toBe(1);
  expect(gammaShareBelow(0, 2)).toBe(0);
  expect(gammaShareBelow(1e6, 2)).toBe(1);
  expect(gammaShareBelow(Infinity, 2)).toBe(1);
});
