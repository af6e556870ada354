import fc from "fast-check";
import { expect, test } from "vitest";
import { axisSteps } from "../../../app/components/scores/axis-steps.ts";

test("the last step is at or above the highest value, in at most four whole, equal steps", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000_000 }), (highest) => {
      const steps = axisSteps(highest);
      expect(steps.length).toBeLessThanOrEqual(4);
      expect(steps.at(-1)).toBeGreaterThanOrEqual(highest);
      expect(steps.every((step, index) => step === (index + 1) * (steps[0] ?? 0))).toBe(true);
      expect(steps.every(Number.isInteger)).toBe(true);
    }),
  );
});

test("an empty shop has an axis too", () => {
  expect(axisSteps(0)).toEqual([1]);
});

test("steps are round", () => {
  expect(axisSteps(145)).toEqual([50, 100, 150]);
  expect(axisSteps(3)).toEqual([1, 2, 3]);
});
