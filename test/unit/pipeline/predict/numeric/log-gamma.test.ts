import fc from "fast-check";
import { expect, test } from "vitest";
import {
  logAddExp,
  logBeta,
  logGamma,
} from "../../../../../app/pipeline/predict/numeric/log-gamma.ts";

test("logGamma has the values of SciPy's gammaln, to 13 digits.", () => {
  const known = [
    [1e-4, 9.210282658633961],
    [0.01, 4.599479878042022],
    [0.3, 1.0957979948180756],
    [1.5, -0.12078223763524526],
    [7.3, 7.147892523022249],
    [12, 17.502307845873887],
    [123.4, 469.3360974421906],
    [1e4, 82099.71749644238],
    [1e7, 151180949.36947393],
  ] as const;
  for (const [x, value] of known)
    expect(Math.abs(logGamma(x) - value) / Math.max(1, Math.abs(value))).toBeLessThan(1e-13);
});

test("logGamma grows by ln x from x to x + 1.", () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (x) => {
      const gap = logGamma(x + 1) - logGamma(x) - Math.log(x);
      expect(Math.abs(gap)).toBeLessThan(1e-12 * (1 + Math.abs(logGamma(x + 1))));
    }),
  );
});

test("logBeta of whole numbers is that of factorials.", () => {
  expect(logBeta(3, 4)).toBeCloseTo(Math.log((2 * 6) / 720), 12);
  expect(logBeta(1, 1)).toBeCloseTo(0, 12);
});

test("logAddExp adds without overflow, and nothing adds nothing.", () => {
  expect(logAddExp(1000, 1000)).toBeCloseTo(1000 + Math.log(2), 10);
  expect(logAddExp(Math.log(2), Math.log(3))).toBeCloseTo(Math.log(5), 12);
  expect(logAddExp(-Infinity, -5)).toBe(-5);
  expect(logAddExp(-Infinity, -Infinity)).toBe(-Infinity);
});
