import { chooseByTrial, tellingAmong } from "../backtest/choose.ts";
import { levelledLogLoss } from "../backtest/levelled-loss.ts";
import { rarerOutcomes } from "../backtest/rarer-outcomes.ts";
import { ENOUGH_TO_JUDGE, ENOUGH_TO_LEARN } from "../purchase/choose-champion.ts";
import { NEWCOMER_MODELS } from "./newcomer-models.ts";
import type { NewcomerModelName } from "./newcomer-models.ts";

/** What every model said at a trial, and what came. */
export interface TriedNewcomers {
  said: Record<NewcomerModelName, Float64Array>;
  bought: Float64Array;
}

const USUAL: NewcomerModelName = "decayed-count";

/**
 * The fading count of what somebody did is served, unless another model was tellingly better in the trials; learned
 * weights need enough buyers to be trusted at all. By the same measure and bounds as the choice for customers.
 */
export function chooseNewcomers(tried: readonly TriedNewcomers[]): NewcomerModelName {
  const rarer = rarerOutcomes(tried);
  if (rarer < ENOUGH_TO_JUDGE) return USUAL;
  const lossOf = (name: NewcomerModelName): number =>
    tried.reduce((sum, { said, bought }) => sum + levelledLogLoss(said[name], bought), 0);
  return chooseByTrial({
    usual: USUAL,
    others: NEWCOMER_MODELS.filter(
      (name) => name !== "logistic-regression" || rarer >= ENOUGH_TO_LEARN[name],
    ),
    lossOf,
    telling: tellingAmong(rarer),
  });
}
