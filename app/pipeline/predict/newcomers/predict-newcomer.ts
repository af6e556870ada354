import { gradeEvidence, intervalOfProbability } from "../calibration/interval.ts";
import { keepOffCertainty } from "../calibration/shrink.ts";
import type { Columns } from "../learned/columns.ts";
import type { Probability } from "../shop/probability.ts";
import { describeNewcomer, NEWCOMER_FEATURES } from "./newcomer-features.ts";
import type { Moment } from "./newcomer-features.ts";
import type { NewcomerModel } from "./newcomer-model.ts";
import { sayOfNewcomers } from "./newcomer-models.ts";

/**
 * The probabilities of somebody who never ordered to do so within the horizons of some models, in their order; null where there is no
 * model, or it was learned with other features than this version of the app has, and must be learned again.
 */
export function predictNewcomer(
  models: readonly (NewcomerModel | null)[],
  moment: Moment,
): (Probability | null)[] {
  let columns: Columns | null = null;
  return models.map((model) => {
    if (model === null || !seesOurs(model)) return null;
    columns ??= Array.from(describeNewcomer(moment), (value) => Float64Array.of(value));
    const value = keepOffCertainty(sayOfNewcomers(model.fitted, columns)[0] ?? 0);
    const interval = intervalOfProbability(value, model.bins);
    return { value, ...interval, evidence: gradeEvidence(model.evidence) };
  });
}

const seesOurs = ({ features }: NewcomerModel): boolean =>
  features.length === NEWCOMER_FEATURES.length &&
  features.every((name, place) => name === NEWCOMER_FEATURES[place]);
