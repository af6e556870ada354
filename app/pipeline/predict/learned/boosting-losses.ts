import { logOddsOf, sigmoid, smoothedRate } from "./sigmoid.ts";

/** What is boosted: `logistic` 0/1 with log-odds, `squared` any amount, `poisson` counts with a logarithmic link. */
export type BoostingLoss = "logistic" | "squared" | "poisson";

interface LossRule {
  /** The margin (what trees add up to) that is best for everybody alike. */
  base(weightedMean: number, totalWeight: number): number;
  /** First and second derivative of a row's loss by its margin. */
  gradient(margin: number, outcome: number): number;
  curvature(margin: number): number;
  /** From the margin to what is predicted. */
  link(margin: number): number;
  /** No leaf moves a margin further, before the learning rate: a leaf of rows that are all but certain has next to no
   * curvature, and would be thrown to infinity. */
  longestStep: number;
}

/** e^50 orders are no forecast; beyond it sums of squares overflow. */
const MOST_LOG_COUNT = 50;
/** The logarithm of a mean of 0 is no number: as good as never. */
const LEAST_MEAN = 1e-6;

const expectCount = (margin: number): number =>
  Math.exp(Math.max(-MOST_LOG_COUNT, Math.min(MOST_LOG_COUNT, margin)));

export const LOSS_RULES: Record<BoostingLoss, LossRule> = {
  logistic: {
    base: (mean, total) =>
      mean > 0 && mean < 1 ? logOddsOf(mean) : logOddsOf(smoothedRate(mean * total, total)),
    gradient: (margin, outcome) => sigmoid(margin) - outcome,
    curvature: (margin) => {
      const probability = sigmoid(margin);
      return probability * (1 - probability);
    },
    link: sigmoid,
    longestStep: 4,
  },
  squared: {
    base: (mean) => mean,
    gradient: (margin, outcome) => margin - outcome,
    curvature: () => 1,
    link: (margin) => margin,
    longestStep: Infinity,
  },
  poisson: {
    base: (mean) => Math.log(Math.max(LEAST_MEAN, mean)),
    gradient: (margin, outcome) => expectCount(margin) - outcome,
    curvature: expectCount,
    link: expectCount,
    longestStep: 4,
  },
};
