import { nearestRank } from "../../score/nearest-rank.ts";

/** A prediction with what it leaves open: nine times in ten the truth should lie from `low` to `high`. */
export interface Interval {
  /** What is predicted. For counts near 0 it can lie above `high`, since most often nothing happens. */
  mean: number;
  low: number;
  high: number;
}

const LOW_PERCENT = 5;
const HIGH_PERCENT = 95;

/** The interval that holds nine tenths of the draws; `draws` is sorted in place. Without draws there is no width. */
export function intervalOf(mean: number, draws: Float64Array): Interval {
  draws.sort();
  return {
    mean,
    low: nearestRank(draws, LOW_PERCENT) ?? mean,
    high: nearestRank(draws, HIGH_PERCENT) ?? mean,
  };
}
