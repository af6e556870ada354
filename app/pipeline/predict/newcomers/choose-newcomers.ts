import { levelledLogLoss } from "../backtest/levelled-loss.ts";
import { rarerOutcomes } from "../backtest/rarer-outcomes.ts";
import { ENOUGH_TO_JUDGE, ENOUGH_TO_LEARN, telling } from "../purchase/choose-champion.ts";
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
  let champion = USUAL;
  let least = lossOf(USUAL) * (1 - telling(rarer));
  for (const name of NEWCOMER_MODELS) {
    if (name === "logistic-regression" && rarer < ENOUGH_TO_LEARN[name]) continue;
    const loss = lossOf(name);
    if (loss >= least) continue;
    champion = name;
    least = loss;
  }
  return champion;
}
