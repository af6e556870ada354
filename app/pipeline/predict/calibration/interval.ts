import type { CalibrationBin } from "../metrics/calibration-error.ts";

export interface ProbabilityInterval {
  low: number;
  high: number;
}

/** 95 % of a normal distribution lies within so many standard deviations. */
const DEVIATIONS_OF_95_PERCENT = 1.96;

/**
 * The Wilson interval of a rate: the probabilities under which what was seen is no surprise (95 %). Within 0 and 1, never
 * of no width, and from 0 to 1 where nothing was seen. Both numbers may be fractions.
 *
 * @example wilsonInterval({ happened: 0, count: 10 }) // { low: 0, high: 0.2775… }
 */
export function wilsonInterval(input: { happened: number; count: number }): ProbabilityInterval {
  const { happened, count } = input;
  if (!(count > 0)) return { low: 0, high: 1 };
  const rate = happened / count;
  const square = DEVIATIONS_OF_95_PERCENT ** 2;
  const center = (rate + square / (2 * count)) / (1 + square / count);
  const reach =
    (DEVIATIONS_OF_95_PERCENT *
      Math.sqrt((rate * (1 - rate)) / count + square / (4 * count ** 2))) /
    (1 + square / count);
  return { low: Math.max(0, center - reach), high: Math.min(1, center + reach) };
}

/**
 * Where the true rate of customers who are told a probability lies, as far as a backtest knows: the bin of customers who
 * were told the most similar probability says how often it came true. The interval holds the Wilson intervals both of
 * what is told and of what was seen, each with the bin's rows: where the bin came out otherwise than it was told, the
 * interval is as wide as the mistake. Without bins it is everything from 0 to 1.
 */
export function intervalOfProbability(
  probability: number,
  bins: readonly CalibrationBin[],
): ProbabilityInterval {
  let nearest: CalibrationBin | undefined;
  for (const bin of bins)
    if (
      nearest === undefined ||
      Math.abs(bin.predicted - probability) < Math.abs(nearest.predicted - probability)
    )
      nearest = bin;
  if (nearest === undefined) return { low: 0, high: 1 };
  const { rows, observed } = nearest;
  const told = wilsonInterval({ happened: probability * rows, count: rows });
  const seen = wilsonInterval({ happened: observed * rows, count: rows });
  return { low: Math.min(told.low, seen.low), high: Math.max(told.high, seen.high) };
}

/** How much a probability rests on. */
export type Evidence = "none" | "thin" | "fair" | "strong";

/**
 * The grade of the evidence that a rate rests on, by r, the rows of the rarer outcome. Its standard error is about one
 * part in sqrt(r): above a half of it there is `none` (r < 4), above a fifth it is `thin` (r < 25), above a tenth `fair`
 * (r < 100), below that `strong`. A thousand customers of whom two bought tell no more about buying than a handful.
 *
 * @example gradeEvidence({ happened: 40, count: 2000 }) // "fair"
 */
export function gradeEvidence(input: { happened: number; count: number }): Evidence {
  const rarer = Math.min(input.happened, input.count - input.happened);
  if (!(rarer >= 4)) return "none";
  if (rarer < 25) return "thin";
  return rarer < 100 ? "fair" : "strong";
}
