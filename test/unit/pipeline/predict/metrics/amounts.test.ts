import fc from "fast-check";
import { expect, test } from "vitest";
import {
  calibrationBins,
  calibrationError,
} from "../../../../../app/pipeline/predict/metrics/calibration-error.ts";
import { brier, logLoss } from "../../../../../app/pipeline/predict/metrics/probability-losses.ts";
import { anyJudged, outcomesOf, retie, scoresOf } from "./rows.ts";

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

test("The Brier score is the mean squared distance, the log loss the mean surprise; both null without rows.", () => {
  fc.assert(
    fc.property(anyJudged(1), (rows) => {
      expect(brier(scoresOf(rows), outcomesOf(rows))).toBeCloseTo(
        mean(rows.map(({ score, outcome }) => (score - outcome) ** 2)),
        12,
      );
      const inside = rows.map(({ score, outcome }) => ({ score: 0.01 + 0.98 * score, outcome }));
      expect(logLoss(scoresOf(inside), outcomesOf(inside))).toBeCloseTo(
        mean(inside.map(({ score, outcome }) => -Math.log(outcome === 1 ? score : 1 - score))),
        12,
      );
    }),
  );
  expect([brier([], []), logLoss([], [])]).toEqual([null, null]);
});

test("A certain mistake costs about 34.5 nats of log loss, and not infinitely many.", () => {
  expect(logLoss([0], [1])).toBeCloseTo(-Math.log(1e-15), 6);
  expect(logLoss([1], [0])).toBeCloseTo(-Math.log(1e-15), 1);
});

test("The bins hold every row once, ascend in what they predict, and keep both means.", () => {
  fc.assert(
    fc.property(anyJudged(), (rows) => {
      const bins = calibrationBins(scoresOf(rows), outcomesOf(rows));
      expect(bins.length).toBe(Math.min(10, rows.length));
      const sizes = bins.map((bin) => bin.rows);
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(rows.length);
      if (bins.length > 0) expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      const sumOf = (read: (bin: (typeof bins)[number]) => number) =>
        bins.reduce((sum, bin) => sum + bin.rows * read(bin), 0);
      const total = (read: "score" | "outcome") => rows.reduce((sum, row) => sum + row[read], 0);
      expect(sumOf((bin) => bin.predicted)).toBeCloseTo(total("score"), 9);
      expect(sumOf((bin) => bin.observed)).toBeCloseTo(total("outcome"), 9);
      for (const [place, bin] of bins.entries())
        expect(bin.predicted).toBeGreaterThanOrEqual((bins[place - 1]?.predicted ?? 0) - 1e-12);
    }),
  );
});

test("With distinct probabilities the calibration error is that of the tenths of a sorted list.", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 1, max: 999 }), { minLength: 10, maxLength: 80 }),
      fc.infiniteStream(fc.constantFrom(0, 1)),
      (thousandths, chance) => {
        const rows = thousandths
          .map((score) => ({ score: score / 1000, outcome: chance.next().value ?? 0 }))
          .sort((a, b) => a.score - b.score);
        const border = (bin: number) => Math.floor((bin * rows.length) / 10);
        const expected = Array.from({ length: 10 }, (_, bin) => {
          const within = rows.slice(border(bin), border(bin + 1));
          return Math.abs(within.reduce((sum, { score, outcome }) => sum + score - outcome, 0));
        }).reduce((sum, distance) => sum + distance, 0);
        expect(calibrationError(scoresOf(rows), outcomesOf(rows))).toBeCloseTo(
          expected / rows.length,
          12,
        );
      },
    ),
  );
});

test("The base rate said of everybody has no calibration error, whatever the order of the rows.", () => {
  fc.assert(
    fc.property(anyJudged(1), (rows) => {
      const rate = mean(rows.map(({ outcome }) => outcome));
      const everybody = rows.map(({ outcome }) => ({ score: rate, outcome }));
      expect(calibrationError(scoresOf(everybody), outcomesOf(everybody))).toBeCloseTo(0, 12);
      const other = retie(rows);
      expect(calibrationError(scoresOf(other), outcomesOf(other))).toBeCloseTo(
        calibrationError(scoresOf(rows), outcomesOf(rows)) ?? NaN,
        12,
      );
    }),
  );
  expect(calibrationError([], [])).toBeNull();
});
