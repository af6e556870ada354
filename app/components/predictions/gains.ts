import type { CalibrationBin } from "../../pipeline/predict/metrics/calibration-error.ts";

/** Of the so many who were told the highest probability: the share of all who ordered that is among them. */
export interface Gain {
  share: number;
  reached: number;
}

/**
 * The cumulative gains of a model by the tenths of what it told (Ling & Li 1998, "Data mining for direct marketing"):
 * from nobody to everybody, those who were told the highest probability first. On the diagonal a list is no better than
 * chance. Nothing where nobody ordered.
 * @param bins the lowest probabilities first
 */
export function gainsOf(bins: readonly CalibrationBin[]): Gain[] {
  const people = bins.reduce((sum, { rows }) => sum + rows, 0);
  const ordered = bins.reduce((sum, { rows, observed }) => sum + rows * observed, 0);
  if (!(ordered > 0)) return [];
  const gains: Gain[] = [{ share: 0, reached: 0 }];
  let [taken, reached] = [0, 0];
  for (const { rows, observed } of bins.toReversed()) {
    taken += rows;
    reached += rows * observed;
    gains.push({ share: taken / people, reached: reached / ordered });
  }
  return gains;
}
