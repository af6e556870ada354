import { fitLogisticRegression } from "../learned/logistic-regression.ts";
import type { LogisticModel } from "../learned/logistic-regression.ts";
import { logOddsOf, sigmoid, smoothedRate } from "../learned/sigmoid.ts";

/** Twenty customers of no shop in particular: as many as decide nothing once there are a few hundred. */
const PRIOR_ROWS = 20;
/**
 * What is believed before any outcome is seen: one standard deviation of a score more is e times the odds to buy. That is
 * about what any of these scores tells in shops whose histories are published.
 */
const PRIOR_SLOPE = 1;

/**
 * From a score to the probability that came with it: a logistic regression of one feature. Its data are joined by a few
 * rows that say what scores like these usually mean, so that a handful of customers cannot turn a score around.
 */
export function calibrateScores(scores: Float64Array, outcomes: Float64Array): LogisticModel {
  const mean = scores.reduce((sum, score) => sum + score, 0) / Math.max(1, scores.length);
  const variance =
    scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / Math.max(1, scores.length);
  const deviation = Math.sqrt(variance);
  const happened = outcomes.reduce((sum, outcome) => sum + outcome, 0);
  const level = logOddsOf(smoothedRate(happened, outcomes.length));
  const priorRows = deviation > 0 ? PRIOR_ROWS : 0;
  const rows = scores.length + priorRows;
  const column = new Float64Array(rows);
  const targets = new Float64Array(rows);
  column.set(scores);
  targets.set(outcomes);
  for (let row = 0; row < priorRows; row += 1) {
    // Evenly from two deviations below the mean to two above it.
    const deviations = (4 * (row + 0.5)) / PRIOR_ROWS - 2;
    column[scores.length + row] = mean + deviations * deviation;
    targets[scores.length + row] = sigmoid(level + PRIOR_SLOPE * deviations);
  }
  return fitLogisticRegression({ columns: [column], outcomes: targets });
}
