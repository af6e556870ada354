import { keepOffCertainty } from "../calibration/shrink.ts";
import { logOddsOf, sigmoid } from "../learned/sigmoid.ts";

const MOST_STEPS = 50;
const LEAST_STEP = 1e-9;
/** Keeps a step finite where the curve is flat. */
const LEAST_CURVATURE = 1e-6;

/**
 * The mean log loss that is left when all log-odds are shifted so that as many were expected as came. The
 * season moves the level of every model alike, and the past cannot tell how; what a choice between them rests
 * on is what they say of one customer against another. In nats; 0 without rows or with one kind of outcome.
 */
export function levelledLogLoss(probabilities: Float64Array, outcomes: Float64Array): number {
  const happened = outcomes.reduce((sum, outcome) => sum + outcome, 0);
  if (happened <= 0 || happened >= outcomes.length) return 0;
  const logOdds = probabilities.map((p) => logOddsOf(keepOffCertainty(p)));
  let shift = 0;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    let slope = 0;
    let curvature = 0;
    logOdds.forEach((odds, row) => {
      const p = sigmoid(odds + shift);
      slope += (outcomes[row] ?? 0) - p;
      curvature += p * (1 - p);
    });
    // At most two at a time: far from the solution the curve is nearly flat, and a full step overshoots.
    const move = Math.max(-2, Math.min(2, slope / Math.max(curvature, LEAST_CURVATURE)));
    shift += move;
    if (Math.abs(move) < LEAST_STEP) break;
  }
  let loss = 0;
  logOdds.forEach((odds, row) => {
    const p = sigmoid(odds + shift);
    loss -= Math.log((outcomes[row] ?? 0) > 0 ? p : 1 - p);
  });
  return loss / outcomes.length;
}
