import fc from "fast-check";
import { expect, test } from "vitest";
import {
  calibrate,
  fitCalibration,
} from "../../../../../app/pipeline/predict/calibration/calibration.ts";
import type { CalibrationKind } from "../../../../../app/pipeline/predict/calibration/calibration.ts";
import {
  applyIsotonic,
  fitIsotonic,
} from "../../../../../app/pipeline/predict/calibration/isotonic.ts";
import { applyPlatt, fitPlatt } from "../../../../../app/pipeline/predict/calibration/platt.ts";
import {
  shrinkProbability,
  trustOf,
} from "../../../../../app/pipeline/predict/calibration/shrink.ts";
import { logOddsOf, sigmoid } from "../../../../../app/pipeline/predict/learned/sigmoid.ts";
import { auc } from "../../../../../app/pipeline/predict/metrics/auc.ts";
import { calibrationError } from "../../../../../app/pipeline/predict/metrics/calibration-error.ts";
import { seedRandom } from "../../../../../app/pipeline/predict/numeric/random.ts";
import { anyJudged, outcomesOf, retie, scoresOf } from "../metrics/rows.ts";

const KINDS: CalibrationKind[] = ["identity", "platt", "isotonic"];
const anyProbability = fc.double({ min: 0, max: 1, noNaN: true });

/** The steps of isotonic regression by their definition: the largest mean from the left over the smallest to the right. */
function stepsByDefinition(rows: { score: number; outcome: number }[]): number[] {
  const scores = [...new Set(rows.map(({ score }) => score))].sort((a, b) => a - b);
  const meanFrom = (from: number, to: number): number => {
    const within = rows.filter(({ score }) => score >= from && score <= to);
    return within.reduce((sum, { outcome }) => sum + outcome, 0) / within.length;
  };
  return scores.map((at) =>
    Math.max(
      ...scores
        .filter((from) => from <= at)
        .map((from) =>
          Math.min(...scores.filter((to) => to >= at).map((to) => meanFrom(from, to))),
        ),
    ),
  );
}

test("Each step of the isotonic map is the step that its definition gives, but for those at 0 and 1.", () => {
  fc.assert(
    fc.property(anyJudged(1), (rows) => {
      const steps = new Set(stepsByDefinition(rows).map((step) => step.toFixed(9)));
      const { probabilities } = fitIsotonic({ scores: scoresOf(rows), outcomes: outcomesOf(rows) });
      const inner = probabilities.length > 2 ? probabilities.slice(1, -1) : probabilities;
      // At the ends a step of nothing or of everything is smoothed, or pooled with its neighbor.
      for (const probability of inner.slice(1, -1)) expect(steps).toContain(probability.toFixed(9));
      const isPlain = [...steps].every((step) => Number(step) > 0 && Number(step) < 1);
      if (isPlain) expect(inner.map((step) => step.toFixed(9))).toEqual([...steps]);
    }),
  );
});

test("The isotonic map never falls, stays off 0 and 1, and does not depend on the order of rows.", () => {
  fc.assert(
    fc.property(anyJudged(), fc.array(anyProbability), (rows, asked) => {
      const map = fitIsotonic({ scores: scoresOf(rows), outcomes: outcomesOf(rows) });
      const other = retie(rows);
      expect(map.scores).toEqual([...map.scores].sort((a, b) => a - b));
      let before = 0;
      for (const score of [...asked, -1, 2].sort((a, b) => a - b)) {
        const probability = applyIsotonic(map, score);
        expect(probability).toBeGreaterThanOrEqual(before);
        expect(probability).toBeGreaterThan(0);
        expect(probability).toBeLessThan(1);
        const again = fitIsotonic({ scores: scoresOf(other), outcomes: outcomesOf(other) });
        expect(applyIsotonic(again, score)).toBeCloseTo(probability, 9);
        before = probability;
      }
    }),
  );
});

test("The isotonic map of a constant is its smoothed base rate, and without rows one half.", () => {
  expect(applyIsotonic(fitIsotonic({ scores: [], outcomes: [] }), 0.3)).toBe(0.5);
  const never = fitIsotonic({ scores: [0.2, 0.2, 0.2], outcomes: [0, 0, 0] });
  expect(applyIsotonic(never, 0.9)).toBeCloseTo(0.5 / 4, 12);
  const some = fitIsotonic({ scores: [0.2, 0.2, 0.2], outcomes: [0, 1, 0] });
  expect(applyIsotonic(some, 0.1)).toBeCloseTo(1 / 3, 12);
  const weighted = fitIsotonic({ scores: [1, 1], outcomes: [1, 0], weights: [3, 1] });
  expect(applyIsotonic(weighted, 1)).toBeCloseTo(0.75, 12);
});

test("A sigmoid that was planted is found again by Platt's method.", () => {
  const random = seedRandom(4);
  const scores = Float64Array.from({ length: 20_000 }, () => 4 * random() - 2);
  const outcomes = scores.map((score) => (random() < sigmoid(1.5 * score - 1) ? 1 : 0));
  const { slope, intercept } = fitPlatt(scores, outcomes);
  expect(slope).toBeCloseTo(1.5, 1);
  expect(intercept).toBeCloseTo(-1, 1);
});

test("Platt's slope is never negative, and scores that part the outcomes perfectly make no certainties.", () => {
  fc.assert(
    fc.property(anyJudged(), anyProbability, (rows, score) => {
      const map = fitPlatt(scoresOf(rows), outcomesOf(rows));
      expect(map.slope).toBeGreaterThanOrEqual(0);
      expect(applyPlatt(map, score)).toBeGreaterThan(0);
      expect(applyPlatt(map, score)).toBeLessThan(1);
    }),
  );
  const parted = fitPlatt([1, 2, 3, 4], [0, 0, 1, 1]);
  // Two of each kind count as three quarters and one quarter.
  expect(applyPlatt(parted, 4)).toBeCloseTo(0.75, 1);
  const turned = fitPlatt([1, 2, 3, 4], [1, 1, 0, 0]);
  expect(turned).toEqual({ slope: 0, intercept: 0 });
});

test("On rows that were not seen, both maps mend probabilities that are twice too sure, and keep their ranking.", () => {
  const random = seedRandom(12);
  const truth = Float64Array.from({ length: 6000 }, () => sigmoid(6 * random() - 4));
  const outcomes = truth.map((probability) => (random() < probability ? 1 : 0));
  const said = truth.map((probability) => sigmoid(2 * logOddsOf(probability)));
  const half = said.length / 2;
  const later = { said: said.slice(half), outcomes: outcomes.slice(half) };
  const errorBefore = calibrationError(later.said, later.outcomes) ?? NaN;
  expect(errorBefore).toBeGreaterThan(0.08);
  for (const kind of ["platt", "isotonic"] as const) {
    const calibration = fitCalibration({
      kind,
      probabilities: said.slice(0, half),
      outcomes: outcomes.slice(0, half),
    });
    const told = later.said.map((probability) => calibrate(calibration, probability));
    expect(calibrationError(told, later.outcomes)).toBeLessThan(errorBefore / 2);
    const lost = (auc(later.said, later.outcomes) ?? NaN) - (auc(told, later.outcomes) ?? NaN);
    expect(Math.abs(lost)).toBeLessThan(0.002);
  }
});

test("Every calibration rises with what the model says, stays off 0 and 1, and survives storage.", () => {
  fc.assert(
    fc.property(
      anyJudged(),
      fc.constantFrom(...KINDS),
      anyProbability,
      anyProbability,
      (rows, kind, a, b) => {
        const calibration = fitCalibration({
          kind,
          probabilities: scoresOf(rows),
          outcomes: outcomesOf(rows),
        });
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map((said) =>
          calibrate(calibration, said),
        );
        expect(low).toBeGreaterThan(0);
        expect(low).toBeLessThanOrEqual((high ?? NaN) + 1e-12);
        expect(high).toBeLessThan(1);
        expect(JSON.parse(JSON.stringify(calibration))).toEqual(calibration);
      },
    ),
  );
});

test("Without outcomes of both kinds a calibration tells what the model says; thirty of the rarer kind are half the way.", () => {
  for (const kind of KINDS) {
    const blind = fitCalibration({ kind, probabilities: [0.1, 0.2], outcomes: [0, 0] });
    expect(calibrate(blind, 0.4)).toBeCloseTo(0.4, 9);
  }
  expect(trustOf({ happened: 30, count: 1000 })).toBe(0.5);
  expect(trustOf({ happened: 970, count: 1000 })).toBe(0.5);
  expect(shrinkProbability(0.8, 0.2, 0.5)).toBeCloseTo(0.5, 12);
  expect(shrinkProbability(0, 1, 0.5)).toBeCloseTo(0.5, 9);
});
