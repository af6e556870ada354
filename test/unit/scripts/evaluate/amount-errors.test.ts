import { expect, test } from "vitest";
import {
  meanAbsoluteError,
  totalErrorPercent,
} from "../../../../scripts/evaluate/amount-errors.ts";

test("The error of a total is signed and in percent; errors of single rows do not cancel out in the mean one.", () => {
  expect(totalErrorPercent([3, 1], [1, 3])).toBe(0);
  expect(meanAbsoluteError([3, 1], [1, 3])).toBe(2);
  expect(totalErrorPercent([5], [4])).toBeCloseTo(25, 12);
  expect(totalErrorPercent([1], [4])).toBeCloseTo(-75, 12);
  expect(totalErrorPercent([1], [0])).toBeNull();
  expect([meanAbsoluteError([], []), totalErrorPercent([], [])]).toEqual([null, null]);
});
