import { chooseByTrial, LEAST_TELLING } from "../backtest/choose.ts";
import { auc } from "../metrics/auc.ts";
import { logLoss } from "../metrics/probability-losses.ts";
import type { Told } from "./told-probabilities.ts";
import { VISITOR_MODELS } from "./visitor-models.ts";
import type { VisitorModelName } from "./visitor-models.ts";

/** With fewer purchases than this before the cut nothing that was learned is served: the decayed points are. */
export const ENOUGH_TO_LEARN = 200;

/** What a trial tells of a blend: the one that errs least is made, the first of equal ones. */
export function chooseBlend<Tried extends { told: Told }>(
  tried: readonly [Tried, ...Tried[]],
  outcomes: Float64Array,
): Tried {
  const lossOf = ({ told }: Tried): number => logLoss(told.blend, outcomes) ?? Infinity;
  return tried.reduce((best, next) => (lossOf(next) < lossOf(best) ? next : best));
}

/**
 * The model that is served: of those that were tried on rows before the cut the one of the least log loss, but the blend
 * unless another is tellingly better, since it errs least where the next months are not like the last. What puts these
 * rows in a worse order than the points do is not served in their place: where signs are weak, all losses are nearly that
 * of the base rate, and the least of them may be chance.
 */
export function chooseVisitorChampion(trial: {
  /** What every model told of rows that it was neither fitted to nor calibrated on. */
  told: Told;
  outcomes: Float64Array;
  /** Seen before the cut. */
  purchases: number;
}): VisitorModelName {
  const { told, outcomes, purchases } = trial;
  if (purchases < ENOUGH_TO_LEARN) return "decayed-points";
  const lossOf = (name: VisitorModelName): number => logLoss(told[name], outcomes) ?? Infinity;
  const champion = chooseByTrial<VisitorModelName>({
    usual: "blend",
    others: VISITOR_MODELS,
    lossOf,
    telling: LEAST_TELLING,
  });
  const orderOf = (name: VisitorModelName): number => auc(told[name], outcomes) ?? 0;
  return orderOf(champion) < orderOf("decayed-points") ? "decayed-points" : champion;
}
