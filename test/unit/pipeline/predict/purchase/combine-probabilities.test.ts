import fc from "fast-check";
import { expect, test } from "vitest";
import { takeSnapshot } from "../../../../../app/pipeline/predict/features/snapshot.ts";
import { predictLogisticColumns } from "../../../../../app/pipeline/predict/learned/logistic-regression.ts";
import { logOddsOf, sigmoid } from "../../../../../app/pipeline/predict/learned/sigmoid.ts";
import { fitPurchases } from "../../../../../app/pipeline/predict/purchase-models/fit-purchases.ts";
import { groupHistories } from "../../../../../app/pipeline/predict/purchase-models/grouped-histories.ts";
import { calibrateScores } from "../../../../../app/pipeline/predict/purchase/calibrate-scores.ts";
import { mixProbabilities } from "../../../../../app/pipeline/predict/calibration/mix.ts";
import { mixParts } from "../../../../../app/pipeline/predict/purchase/mix-parts.ts";
import {
  stretchProbabilities,
  stretchRatios,
} from "../../../../../app/pipeline/predict/purchase/stretch.ts";
import { seedRandom } from "../../../../../app/pipeline/predict/numeric/random.ts";
import { DAY_MS } from "../../../../../app/pipeline/shared/time.ts";
import { simulateBuyers } from "../../../../support/simulated-buyers.ts";

const probability = fc.double({ min: 0, max: 1, noNaN: true });
const of = (values: readonly number[]): Float64Array => Float64Array.from(values);

test("The blend is the mean of the log-odds of its parts.", () => {
  const inner = fc.double({ min: 0.001, max: 0.999, noNaN: true });
  fc.assert(
    fc.property(fc.array(inner, { minLength: 1, maxLength: 4 }), (parts) => {
      const [mixed = -1] = mixProbabilities(parts.map((part) => of([part])));
      const mean = parts.reduce((sum, part) => sum + logOddsOf(part), 0) / parts.length;
      expect(mixed).toBeCloseTo(sigmoid(mean), 12);
    }),
  );
  const said = new Map([
    ["decayed-count", of([0.2])],
    ["pareto-nbd", of([0.8])],
    ["boosted-trees", of([0.99])],
  ] as const);
  expect(mixParts(said, ["decayed-count", "pareto-nbd"])[0]).toBeCloseTo(0.5, 12);
});

test("No part of the blend is so certain that the others are not heard.", () => {
  fc.assert(
    fc.property(fc.array(probability, { minLength: 2, maxLength: 4 }), (parts) => {
      const [mixed = -1] = mixProbabilities(parts.map((part) => of([part])));
      expect(mixed).toBeGreaterThan(0);
      expect(mixed).toBeLessThan(1);
    }),
  );
  expect(mixProbabilities([of([1]), of([0])])[0]).toBeCloseTo(0.5, 9);
  expect(mixProbabilities([])).toEqual(of([]));
});

test("A probability over a longer horizon is 1 - (1 - p)^ratio, the ratio being that of the expected purchases.", () => {
  const asOf = Date.UTC(2025, 6, 1);
  const startsAt = asOf - 180 * DAY_MS;
  const snapshot = takeSnapshot(
    simulateBuyers({ customers: 40, seed: 2, startsAt, days: 180 }),
    asOf,
  );
  const purchases = fitPurchases("mbg-nbd", groupHistories([]));
  const ratios = stretchRatios({ purchases, fromWeeks: 4, toWeeks: 12 }, snapshot);
  expect(ratios).toHaveLength(snapshot.customers.length);
  // Customers leave, so that three times the time brings less than three times the purchases.
  expect(ratios.every((ratio) => ratio > 1 && ratio < 3)).toBe(true);
  const [same] = stretchRatios({ purchases, fromWeeks: 4, toWeeks: 4 }, snapshot);
  expect(same).toBe(1);
  expect(stretchProbabilities(of([0.5, 0.5, 0, 1]), of([1, 2, 3, 3]))).toEqual(
    of([0.5, 0.75, 0, 1]),
  );
});

test("A projection never makes a purchase less likely.", () => {
  fc.assert(
    fc.property(probability, fc.double({ min: 1, max: 50, noNaN: true }), (p, ratio) => {
      const [longer = -1] = stretchProbabilities(of([p]), of([ratio]));
      expect(longer).toBeGreaterThanOrEqual(p - 1e-12);
      expect(longer).toBeLessThanOrEqual(1);
    }),
  );
});

/** Rows whose true log-odds are so steep in the score. */
function drawRows(rows: number, slope: number): { scores: Float64Array; outcomes: Float64Array } {
  const random = seedRandom(17);
  const scores = Float64Array.from({ length: rows }, () => 2 * random() - 1);
  const outcomes = scores.map((score) => (random() < sigmoid(slope * score - 1) ? 1 : 0));
  return { scores, outcomes };
}

test("Scores become probabilities by what came with them: as many are expected as came.", () => {
  const { scores, outcomes } = drawRows(4000, 3);
  const said = predictLogisticColumns(calibrateScores(scores, outcomes), [scores]);
  const sum = (values: Float64Array): number => values.reduce((all, one) => all + one, 0);
  expect(sum(said) / sum(outcomes)).toBeCloseTo(1, 1);
  for (const [index, score] of [-0.8, 0, 0.8].entries()) {
    const [p = 0] = predictLogisticColumns(calibrateScores(scores, outcomes), [of([score])]);
    expect(Math.abs(p - sigmoid(3 * score - 1)), String(index)).toBeLessThan(0.05);
  }
});

test("A handful of customers cannot turn a score around: twenty rows of shops in general stand beside them.", () => {
  // Four customers, of whom the two with the lowest scores bought.
  const model = calibrateScores(of([1, 2, 3, 4]), of([1, 1, 0, 0]));
  const [low = 1, high = 0] = predictLogisticColumns(model, [of([1, 4])]);
  expect(high).toBeGreaterThan(low);
  // Four hundred of them can.
  const many = (values: number[]): Float64Array => of(Array<number[]>(100).fill(values).flat());
  const turned = calibrateScores(many([1, 2, 3, 4]), many([1, 1, 0, 0]));
  const [first = 0, last = 1] = predictLogisticColumns(turned, [of([1, 4])]);
  expect(last).toBeLessThan(first);
});

test("A score that is the same for all is calibrated to how many bought.", () => {
  fc.assert(
    fc.property(fc.nat(30), fc.nat(30), (buyers, others) => {
      const scores = new Float64Array(buyers + others).fill(2);
      const outcomes = scores.map((_, row) => (row < buyers ? 1 : 0));
      const [p = -1] = predictLogisticColumns(calibrateScores(scores, outcomes), [of([2])]);
      expect(Number.isFinite(p) && p >= 0 && p <= 1).toBe(true);
      if (buyers > 2 && others > 2) expect(p).toBeCloseTo(buyers / (buyers + others), 1);
    }),
    { numRuns: 50 },
  );
});
