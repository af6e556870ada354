import { nearestRank } from "../../score/nearest-rank.ts";
import type { Random } from "../numeric/random.ts";
import { scenarioDrawer, USUAL_DRIFT } from "./draw-scenario.ts";
import type { PurchaseForecaster } from "./fitted-purchases.ts";
import { purchasePredictor } from "./predict-purchases.ts";
import { tidyHistory } from "./repeat-history.ts";
import type { RepeatHistory } from "./repeat-history.ts";

/** A prediction with what it leaves open: nine times in ten the truth should lie from `low` to `high`. */
export interface Interval {
  /** What is predicted. For counts near 0 it can lie above `high`, since most often nothing happens. */
  mean: number;
  low: number;
  high: number;
}

export interface IntervalOptions {
  random: Random;
  /** How many ways the future is drawn. */
  draws?: number;
  /** See `USUAL_DRIFT`; what a shop's own forecasts were off by in the past, where that is known. */
  drift?: number;
}

export const USUAL_DRAWS = 400;
const LOW_PERCENT = 5;
const HIGH_PERCENT = 95;

/**
 * The chance and the number of a customer's purchases within the next weeks, with intervals: of the chance, how far
 * it could be off; of the number, what may happen.
 */
export function predictCustomer(
  forecaster: PurchaseForecaster,
  input: IntervalOptions & { history: RepeatHistory; weeks: number },
): { probability: Interval; orders: Interval } {
  const { weeks, random, draws = USUAL_DRAWS, drift = USUAL_DRIFT } = input;
  const history = tidyHistory(input.history);
  const nextScenario = scenarioDrawer(forecaster, { random, drift });
  const probabilities = new Float64Array(draws);
  const orders = new Float64Array(draws);
  for (let index = 0; index < draws; index += 1) {
    const { model, vector, pace } = nextScenario();
    const paced = Math.max(0, weeks) * pace;
    probabilities[index] = model.courseOf(vector, history).probability(paced);
    orders[index] = model.orderDrawer(vector, history, paced)(random);
  }
  const course = purchasePredictor(forecaster)(history);
  return {
    probability: intervalOf(course.probability(weeks), probabilities),
    orders: intervalOf(course.expected(weeks), orders),
  };
}

/** The interval that holds nine tenths of the draws; `draws` is sorted in place. Without draws there is no width. */
export function intervalOf(mean: number, draws: Float64Array): Interval {
  draws.sort();
  return {
    mean,
    low: nearestRank(draws, LOW_PERCENT) ?? mean,
    high: nearestRank(draws, HIGH_PERCENT) ?? mean,
  };
}
