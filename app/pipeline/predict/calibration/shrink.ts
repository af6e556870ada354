import { logOddsOf, sigmoid } from "../learned/sigmoid.ts";

/** With so many outcomes of the rarer kind a fitted calibration and what was believed before it count alike. */
const HALF_TRUST_OUTCOMES = 30;

/** Probabilities are kept so far from 0 and 1 that their log-odds are finite. */
const FLOOR = 1e-6;

/**
 * How far a calibration that was fitted on so many rows is to be believed, from 0 to 1: r / (r + 30), r being how many
 * rows there are of the rarer outcome. A rate that rests on r occurrences is known to one part in sqrt(r).
 *
 * @example trustOf({ happened: 30, count: 1000 }) // 0.5
 */
export function trustOf({ happened, count }: { happened: number; count: number }): number {
  const rarer = Math.max(0, Math.min(happened, count - happened));
  return rarer / (rarer + HALF_TRUST_OUTCOMES);
}

/**
 * A fitted probability drawn back to what was believed before, in log-odds:
 * trust * logOdds(fitted) + (1 - trust) * logOdds(prior). The prior may be the probability before calibration or a base
 * rate; both are kept a millionth off 0 and 1.
 */
export function shrinkProbability(fitted: number, prior: number, trust: number): number {
  return sigmoid(
    trust * logOddsOf(keepOffCertainty(fitted)) + (1 - trust) * logOddsOf(keepOffCertainty(prior)),
  );
}

/** A probability at least a millionth away from 0 and 1. */
export function keepOffCertainty(probability: number): number {
  return Math.max(FLOOR, Math.min(1 - FLOOR, probability));
}
