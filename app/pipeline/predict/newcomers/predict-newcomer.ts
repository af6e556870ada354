import { gradeEvidence, intervalOfProbability } from "../calibration/interval.ts";
import { keepOffCertainty } from "../calibration/shrink.ts";
import type { Probability } from "../shop/probability.ts";
import { describeNewcomer, NEWCOMER_FEATURES } from "./newcomer-features.ts";
import type { Moment } from "./newcomer-features.ts";
import type { NewcomerModel } from "./newcomer-model.ts";
import { sayOfNewcomers } from "./newcomer-models.ts";

/**
 * The probability of somebody who never ordered to do so within the horizon of a model; null where the model was learned
 * with other features than this version of the app has, and must be learned again.
 */
export function predictNewcomer(model: NewcomerModel, moment: Moment): Probability | null {
  if (model.features.join() !== NEWCOMER_FEATURES.join()) return null;
  const columns = Array.from(describeNewcomer(moment), (value) => Float64Array.of(value));
  const value = keepOffCertainty(sayOfNewcomers(model.fitted, columns)[0] ?? 0);
  const interval = intervalOfProbability(value, model.bins);
  return { value, ...interval, evidence: gradeEvidence(model.evidence) };
}
