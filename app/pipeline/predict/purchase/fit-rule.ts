import type { Period } from "../backtest/periods.ts";
import { rarerOutcomes } from "../backtest/rarer-outcomes.ts";
import type { Snapshot } from "../features/snapshot.ts";
import { join } from "../learned/columns.ts";
import { predictLogisticColumns } from "../learned/logistic-regression.ts";
import type { LogisticModel } from "../learned/logistic-regression.ts";
import { logLoss } from "../metrics/probability-losses.ts";
import { calibrateScores } from "./calibrate-scores.ts";
import { HALF_LIFE_DAYS, HALF_LIVES_DAYS, measureFifths, scoreByRule } from "./rules.ts";
import type { FittedRule, RuleName } from "./rules.ts";
import { signedLog } from "./signed-log.ts";

/** With fewer buyers and fewer others than this, which half-life fits best is chance. */
const ENOUGH_TO_CHOOSE = 100;

/** A rule, and the probability that came with its scores so far. */
export interface CalibratedRule {
  rule: FittedRule;
  /** Of one feature: the score's logarithm. */
  model: LogisticModel;
}

export function fitCalibratedRule(input: {
  name: RuleName;
  periods: readonly Period[];
  latest: Snapshot;
}): CalibratedRule {
  const { name, periods, latest } = input;
  const fifths = name === "rfm-sum" ? measureFifths(latest) : [];
  if (name !== "decayed-count")
    return calibrate({ name, halfLifeDays: HALF_LIFE_DAYS, fifths }, periods).calibrated;
  const tried = halfLivesToTry(periods).map((halfLifeDays) =>
    calibrate({ name, halfLifeDays, fifths }, periods),
  );
  const [first, ...others] = tried;
  if (first === undefined) throw new Error("There is no half-life to try");
  return others.reduce((best, next) => (next.loss < best.loss ? next : best), first).calibrated;
}

function halfLivesToTry(periods: readonly Period[]): readonly number[] {
  const rarer = rarerOutcomes(periods.map(({ outcomes }) => outcomes));
  return rarer >= ENOUGH_TO_CHOOSE ? HALF_LIVES_DAYS : [HALF_LIFE_DAYS];
}

function calibrate(
  rule: FittedRule,
  periods: readonly Period[],
): { calibrated: CalibratedRule; loss: number } {
  // Each period is cut into its own fifths: a shop's amounts grow with its age.
  const scores = periods.map(({ snapshot }) =>
    scoreByRule(
      { ...rule, fifths: rule.fifths.length > 0 ? measureFifths(snapshot) : [] },
      snapshot,
    ),
  );
  const logarithms = join(scores).map(signedLog);
  const outcomes = join(periods.map((period) => period.outcomes.bought));
  const model = calibrateScores(logarithms, outcomes);
  const loss = logLoss(predictLogisticColumns(model, [logarithms]), outcomes) ?? 0;
  return { calibrated: { rule, model }, loss };
}
