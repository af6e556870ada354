import { auc } from "../metrics/auc.ts";
import { calibrationError } from "../metrics/calibration-error.ts";
import { prAuc } from "../metrics/pr-auc.ts";
import { brier, logLoss } from "../metrics/probability-losses.ts";
import { topDecileLift } from "../metrics/top-decile.ts";

/** How good probabilities were, against what came. null: the metric says nothing about so few. */
export interface Judgement {
  auc: number | null;
  prAuc: number | null;
  brier: number | null;
  logLoss: number | null;
  calibrationError: number | null;
  topDecileLift: number | null;
}

export function judge(probabilities: Float64Array, outcomes: Float64Array): Judgement {
  return {
    auc: auc(probabilities, outcomes),
    prAuc: prAuc(probabilities, outcomes),
    brier: brier(probabilities, outcomes),
    logLoss: logLoss(probabilities, outcomes),
    calibrationError: calibrationError(probabilities, outcomes),
    topDecileLift: topDecileLift(probabilities, outcomes),
  };
}

/** The mean of each metric over several judgements; those that say nothing are left out of it. */
export function meanJudgement(judgements: readonly Judgement[]): Judgement {
  const mean = (metric: keyof Judgement): number | null => {
    const known = judgements.flatMap((each) => each[metric] ?? []);
    return known.length === 0 ? null : known.reduce((sum, each) => sum + each, 0) / known.length;
  };
  return {
    auc: mean("auc"),
    prAuc: mean("prAuc"),
    brier: mean("brier"),
    logLoss: mean("logLoss"),
    calibrationError: mean("calibrationError"),
    topDecileLift: mean("topDecileLift"),
  };
}
