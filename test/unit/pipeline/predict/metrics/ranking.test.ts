import fc from "fast-check";
import { expect, test } from "vitest";
import { auc } from "../../../../../app/pipeline/predict/metrics/auc.ts";
import { prAuc } from "../../../../../app/pipeline/predict/metrics/pr-auc.ts";
import {
  topDecileLift,
  topDecileShare,
} from "../../../../../app/pipeline/predict/metrics/top-decile.ts";
import type { Row } from "./rows.ts";
import { anyJudged, anySpenders, outcomesOf, retie, scoresOf } from "./rows.ts";

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

test("The AUC is the share of pairs that are in the right order, a tie counting a half.", () => {
  fc.assert(
    fc.property(anyJudged(), (rows) => {
      const pairs = rows
        .filter(({ outcome }) => outcome === 1)
        .flatMap((happened) =>
          rows
            .filter(({ outcome }) => outcome === 0)
            .map((other) => (Math.sign(happened.score - other.score) + 1) / 2),
        );
      const measured = auc(scoresOf(rows), outcomesOf(rows));
      if (pairs.length === 0) expect(measured).toBeNull();
      else expect(measured).toBeCloseTo(mean(pairs), 12);
    }),
  );
});

test("Average precision is the mean precision at each distinct threshold, weighted by the recall that it adds.", () => {
  fc.assert(
    fc.property(anyJudged(), (rows) => {
      const happened = rows.filter(({ outcome }) => outcome === 1);
      const measured = prAuc(scoresOf(rows), outcomesOf(rows));
      if (happened.length === 0) {
        expect(measured).toBeNull();
        return;
      }
      // Every row that happened adds the precision among all rows that score at least as high.
      const precisionAt = (threshold: number) =>
        mean(rows.filter(({ score }) => score >= threshold).map(({ outcome }) => outcome));
      expect(measured).toBeCloseTo(mean(happened.map(({ score }) => precisionAt(score))), 12);
    }),
  );
});

test("Reversing the scores mirrors the AUC at a half; equal scores give exactly a half and the base rate.", () => {
  fc.assert(
    fc.property(anyJudged(), (rows) => {
      const scores = scoresOf(rows);
      const outcomes = outcomesOf(rows);
      const measured = auc(scores, outcomes);
      const reversed = auc(
        scores.map((score) => -score),
        outcomes,
      );
      if (measured === null) expect(reversed).toBeNull();
      else expect(reversed).toBeCloseTo(1 - measured, 12);
      if (measured !== null) expect(auc(new Float64Array(rows.length), outcomes)).toBe(0.5);
      const precision = prAuc(new Float64Array(rows.length), outcomes);
      if (precision !== null) expect(precision).toBeCloseTo(mean([...outcomes]), 12);
    }),
  );
});

/** The mean outcome of the tenth with the highest scores: those above its border for sure, those on it by their mean. */
function expectedTopMean(rows: Row[]): number {
  const size = Math.max(1, Math.floor(rows.length / 10));
  const sorted = [...rows].sort((a, b) => b.score - a.score);
  const border = sorted[size - 1]?.score ?? 0;
  const above = rows.filter(({ score }) => score > border);
  const tied = rows.filter(({ score }) => score === border);
  const sure = above.reduce((sum, { outcome }) => sum + outcome, 0);
  return (sure + (size - above.length) * mean(tied.map(({ outcome }) => outcome))) / size;
}

test("The lift of the top tenth is its mean over the overall mean, rows tied on the border counting with their mean.", () => {
  fc.assert(
    fc.property(anySpenders(1), (rows) => {
      const overall = mean(rows.map(({ outcome }) => outcome));
      const lift = topDecileLift(scoresOf(rows), outcomesOf(rows));
      const share = topDecileShare(scoresOf(rows), outcomesOf(rows));
      if (overall === 0) {
        expect([lift, share]).toEqual([null, null]);
        return;
      }
      const size = Math.max(1, Math.floor(rows.length / 10));
      expect(lift).toBeCloseTo(expectedTopMean(rows) / overall, 9);
      expect(share).toBeCloseTo((expectedTopMean(rows) * size) / (overall * rows.length), 9);
    }),
  );
  expect(topDecileLift([], [])).toBeNull();
});

test("No ranking metric depends on the order of the rows.", () => {
  fc.assert(
    fc.property(anyJudged(1), (rows) => {
      const other = retie(rows);
      for (const metric of [auc, prAuc, topDecileLift, topDecileShare]) {
        const measured = metric(scoresOf(rows), outcomesOf(rows));
        const again = metric(scoresOf(other), outcomesOf(other));
        if (measured === null) expect(again).toBeNull();
        else expect(again).toBeCloseTo(measured, 10);
      }
    }),
  );
});

test("Lists of unequal length are refused.", () => {
  for (const metric of [auc, prAuc, topDecileLift, topDecileShare])
    expect(() => metric([1, 2], [1])).toThrow(/one length.*got 2 and 1/);
});
