import { judge } from "../backtest/judge.ts";
import type { Judgement } from "../backtest/judge.ts";
import { levelledLogLoss } from "../backtest/levelled-loss.ts";
import { beginningOf, takePeriod } from "../backtest/periods.ts";
import type { Period } from "../backtest/periods.ts";
import { planLearning } from "../backtest/plan.ts";
import type { CustomerHistory } from "../features/customer-history.ts";
import { learnAmounts } from "../amounts/learn-amounts.ts";
import type { LearnedAmounts } from "../amounts/learn-amounts.ts";
import type { FittedPurchases } from "../purchase-models/fitted-purchases.ts";
import { takeSnapshot } from "../features/snapshot.ts";
import { WEEK_MS } from "../../shared/time.ts";
import type { Instant } from "../../shared/time.ts";
import { chooseChampion } from "./choose-champion.ts";
import { fitModel } from "./fit-model.ts";
import { SINGLE_MODELS } from "./fitted-model.ts";
import type { BlendPart, FittedModel, ModelName } from "./fitted-model.ts";
import { mixParts } from "./mix.ts";
import { predictModel } from "./predict-model.ts";
import type { Stretch } from "./stretch.ts";

/** How a model did at one trial, where it was fitted on what had ended by then. */
export interface Trial {
  cut: Instant;
  name: ModelName;
  judgement: Judgement;
  levelledLogLoss: number;
}

/** All that was learned about who buys within a horizon. Plain data. */
export interface LearnedPurchases {
  asOf: Instant;
  horizonMs: number;
  /** The horizon of what was learned: shorter where the past is too short. */
  learnedMs: number;
  models: FittedModel[];
  blend: BlendPart[];
  champion: ModelName;
  trials: Trial[];
  /** Of what was learned over a shorter horizon; null where the horizon is the one asked for. */
  stretch: Stretch | null;
  amounts: LearnedAmounts;
  /** Whether the history tells leaving from silence; where not, nobody may be called lost. */
  isDropoutIdentified: boolean;
  seconds: Partial<Record<ModelName, number>>;
}

/** Learns who buys within a horizon from what was known before `asOf`, and which model says it best. */
export function learnPurchases(input: {
  histories: readonly CustomerHistory[];
  asOf: Instant;
  horizonMs: number;
  /** Seconds on any clock, to tell how long each fit took. */
  stopwatch: () => number;
}): LearnedPurchases {
  const { histories, asOf, horizonMs, stopwatch } = input;
  const startsAt = beginningOf(histories) ?? asOf;
  const plan = planLearning({ startsAt, asOf, horizonMs });
  const periods = new Map(
    plan.cuts.map((cut) => [cut, takePeriod(histories, cut, plan.horizonMs)]),
  );
  const periodsAt = (cuts: readonly Instant[]): Period[] =>
    cuts.flatMap((cut) => periods.get(cut) ?? []);

  const tried = plan.trials.map(({ cut, learnsFrom }) => {
    const [period] = periodsAt([cut]);
    if (period === undefined) throw new Error("A trial's cut is none of the plan's");
    const training = {
      periods: periodsAt(learnsFrom),
      latest: period.snapshot,
      horizonMs: plan.horizonMs,
    };
    const predicted = new Map<ModelName, Float64Array>(
      SINGLE_MODELS.map((name) => [name, predictModel(fitModel(name, training), period.snapshot)]),
    );
    return { cut, bought: period.outcomes.bought, predicted };
  });
  const choice = chooseChampion(tried);

  const latest = takeSnapshot(histories, asOf);
  const training = { periods: periodsAt(plan.cuts), latest, horizonMs: plan.horizonMs };
  const seconds: Partial<Record<ModelName, number>> = {};
  const models = SINGLE_MODELS.map((name) => {
    const started = stopwatch();
    const model = fitModel(name, training);
    seconds[name] = stopwatch() - started;
    return model;
  });
  const purchases = paretoOf(models);
  const weeks = plan.horizonMs / WEEK_MS;
  const stretch =
    plan.horizonMs < horizonMs
      ? { purchases, fromWeeks: weeks, toWeeks: horizonMs / WEEK_MS }
      : null;
  const amounts = learnAmounts({ ...training, purchases, weeks, stretch });
  return {
    asOf,
    horizonMs,
    learnedMs: plan.horizonMs,
    models,
    ...choice,
    trials: tried.flatMap(({ cut, bought, predicted }) => {
      const blend = mixParts(predicted, choice.blend);
      return [...predicted, ["blend", blend] as const].map(([name, probabilities]) => ({
        cut,
        name,
        judgement: judge(probabilities, bought),
        levelledLogLoss: levelledLogLoss(probabilities, bought),
      }));
    }),
    stretch,
    amounts,
    isDropoutIdentified: purchases.isDropoutIdentified,
    seconds,
  };
}

function paretoOf(models: readonly FittedModel[]): FittedPurchases {
  for (const model of models) if (model.name === "pareto-nbd") return model.purchases;
  throw new Error("Pareto/NBD was not fitted");
}
