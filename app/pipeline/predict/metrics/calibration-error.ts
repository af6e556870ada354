import { groupByScore } from "./score-groups.ts";

/** A tenth of the rows, neighbors by predicted probability. */
export interface CalibrationBin {
  rows: number;
  /** Mean of what was predicted. */
  predicted: number;
  /** Share that happened. */
  observed: number;
}

/** Deciles, as every figure that ours are compared with. */
const CALIBRATION_BINS = 10;

/**
 * Predicted against observed in bins of equal count, lowest probabilities first. Bin b of B holds the rows from
 * floor(b n / B) to floor((b + 1) n / B) by ascending probability; rows of equal probability that lie on both sides of
 * a border are shared out in expectation, each with the mean outcome of all of them, so their order changes nothing.
 * Fewer rows than bins give one bin a row. No rows give no bins.
 */
export function calibrationBins(
  probabilities: ArrayLike<number>,
  outcomes: ArrayLike<number>,
  bins: number = CALIBRATION_BINS,
): CalibrationBin[] {
  const groups = groupByScore(probabilities, outcomes);
  const { rows } = groups;
  const count = Math.min(bins, rows);
  const result: CalibrationBin[] = [];
  let group = groups.scores.length - 1;
  let left = groups.counts[group] ?? 0;
  for (let bin = 0; bin < count; bin += 1) {
    const size = Math.floor(((bin + 1) * rows) / count) - Math.floor((bin * rows) / count);
    let predicted = 0;
    let observed = 0;
    for (let missing = size; missing > 0;) {
      const taken = Math.min(left, missing);
      predicted += taken * (groups.scores[group] ?? 0);
      observed += (taken * (groups.totals[group] ?? 0)) / (groups.counts[group] ?? 1);
      missing -= taken;
      left -= taken;
      if (left === 0) left = groups.counts[--group] ?? 0;
    }
    result.push({ rows: size, predicted: predicted / size, observed: observed / size });
  }
  return result;
}

/**
 * The expected calibration error: the mean distance between predicted and observed over `calibrationBins`, weighted by
 * rows. 0 is perfect. With few rows a bin's observed share is mostly chance and the figure too high: under some hundred
 * rows it says little. Null without rows.
 *
 * @example calibrationError([0.2, 0.2, 0.2, 0.2], [1, 0, 0, 0]) // 0.05: every bin holds a quarter of one purchase
 */
export function calibrationError(
  probabilities: ArrayLike<number>,
  outcomes: ArrayLike<number>,
  bins: number = CALIBRATION_BINS,
): number | null {
  if (outcomes.length === 0) return null;
  let sum = 0;
  for (const { rows, predicted, observed } of calibrationBins(probabilities, outcomes, bins))
    sum += rows * Math.abs(predicted - observed);
  return sum / outcomes.length;
}
