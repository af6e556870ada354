import { fitLogisticRegression } from "../learned/logistic-regression.ts";
import { logOddsOf, sigmoid } from "../learned/sigmoid.ts";
import { assertSameLength } from "../metrics/same-length.ts";
import { keepOffCertainty } from "./shrink.ts";

/** The log-odds as a line over a score: slope * score + intercept. Plain data. */
export interface PlattMap {
  /** At least 0: a calibration may doubt a ranking, but not turn it around. */
  slope: number;
  intercept: number;
}

/** Small enough to change no digit that matters; it only keeps the fit defined where all scores are equal. */
const PENALTY = 1e-6;

/**
 * Fits a sigmoid to outcomes (Platt 1999) by Newton's method. As there, a row that happened counts as
 * (happened + 1) / (happened + 2) and one that did not as 1 / (others + 2), so that scores which part the outcomes
 * perfectly do not make certainties. `scores` are any numbers; give log-odds where there are probabilities. Where a
 * higher score happened less often the slope is 0 and everybody is told the base rate. Without rows, one half.
 */
export function fitPlatt(scores: ArrayLike<number>, outcomes: ArrayLike<number>): PlattMap {
  assertSameLength(scores, outcomes, "scores and outcomes");
  const rows = outcomes.length;
  let happened = 0;
  for (let row = 0; row < rows; row += 1) happened += outcomes[row] ?? 0;
  const high = (happened + 1) / (happened + 2);
  const low = 1 / (rows - happened + 2);
  const targets = Float64Array.from(outcomes, (outcome) => low + (high - low) * outcome);
  const { standardizer, intercept, coefficients } = fitLogisticRegression({
    columns: [Float64Array.from(scores)],
    outcomes: targets,
    penalty: PENALTY,
  });
  const deviation = standardizer.deviations[0] ?? 0;
  const slope = deviation === 0 ? 0 : (coefficients[0] ?? 0) / deviation;
  if (slope > 0) return { slope, intercept: intercept - slope * (standardizer.means[0] ?? 0) };
  const mean = rows === 0 ? 0.5 : targets.reduce((sum, target) => sum + target, 0) / rows;
  return { slope: 0, intercept: logOddsOf(mean) };
}

/** The probability of a score, at least a millionth away from 0 and 1. */
export function applyPlatt({ slope, intercept }: PlattMap, score: number): number {
  return keepOffCertainty(sigmoid(slope * score + intercept));
}
