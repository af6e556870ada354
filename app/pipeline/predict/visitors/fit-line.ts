import { keepOffCertainty } from "../calibration/shrink.ts";
import { fitLogisticRegression, predictLogisticColumns } from "../learned/logistic-regression.ts";
import type { LogisticModel } from "../learned/logistic-regression.ts";
import { logOddsOf } from "../learned/sigmoid.ts";
import { splitByTime, thinOutLearning, weightedLoss } from "./later-rows.ts";
import type { LearningRows } from "./learning-rows.ts";

/**
 * Features are many and alike (counts of one thing over several spans), and a penalty keeps them from playing against each
 * other. How much of it depends on how much there is to learn: where signs are weak, a light one lets them speak of chance.
 */
const PENALTIES = [5, 100, 2000];

/** Sixty coefficients need no more; each of Newton's steps costs rows times features squared. */
const MOST_ROWS = 90_000;
const MOST_TRIAL_ROWS = 30_000;

/** Fits a logistic regression with the penalty that does best on later time. */
export function fitPenalizedLine(rows: LearningRows): LogisticModel {
  const { earlier, later } = splitByTime(thinOutLearning(rows, MOST_TRIAL_ROWS));
  let [penalty = 1] = PENALTIES;
  let least = Infinity;
  for (const tried of PENALTIES) {
    const told = predictLogisticColumns(
      fitLogisticRegression({ ...earlier, penalty: tried }),
      later.columns,
    );
    const loss = weightedLoss(
      told.map((probability) => logOddsOf(keepOffCertainty(probability))),
      later,
    );
    if (loss >= least) continue;
    least = loss;
    penalty = tried;
  }
  return fitLogisticRegression({ ...thinOutLearning(rows, MOST_ROWS), penalty });
}
