import fc from "fast-check";
import { expect, test } from "vitest";
import { levelledLogLoss } from "../../../../../app/pipeline/predict/backtest/levelled-loss.ts";
import { logOddsOf, sigmoid } from "../../../../../app/pipeline/predict/learned/sigmoid.ts";
import { logLoss } from "../../../../../app/pipeline/predict/metrics/probability-losses.ts";

const rows = fc.array(
  fc.record({ p: fc.double({ min: 0.01, max: 0.99, noNaN: true }), came: fc.boolean() }),
  { minLength: 2, maxLength: 50 },
);
const columns = (told: { p: number; came: boolean }[]) => ({
  probabilities: Float64Array.from(told, ({ p }) => p),
  outcomes: Float64Array.from(told, ({ came }) => (came ? 1 : 0)),
});

test("The levelled log loss of a trial is the same whatever the level of the probabilities.", () => {
  fc.assert(
    fc.property(rows, fc.double({ min: -3, max: 3, noNaN: true }), (told, shift) => {
      const { probabilities, outcomes } = columns(told);
      const shifted = probabilities.map((p) => sigmoid(logOddsOf(p) + shift));
      expect(levelledLogLoss(shifted, outcomes)).toBeCloseTo(
        levelledLogLoss(probabilities, outcomes),
        6,
      );
    }),
  );
});

test("The levelled log loss is at most the log loss.", () => {
  fc.assert(
    fc.property(rows, (told) => {
      const { probabilities, outcomes } = columns(told);
      expect(levelledLogLoss(probabilities, outcomes)).toBeLessThanOrEqual(
        (logLoss(probabilities, outcomes) ?? 0) + 1e-9,
      );
    }),
  );
});

test("The levelled log loss says nothing of one kind of outcome.", () => {
  expect(levelledLogLoss(Float64Array.of(0.2, 0.9), Float64Array.of(1, 1))).toBe(0);
  expect(levelledLogLoss(new Float64Array(), new Float64Array())).toBe(0);
});
