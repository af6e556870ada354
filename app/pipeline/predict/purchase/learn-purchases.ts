import { judge } from "../backtest/judge.ts";
import type { Judgement } from "../backtest/judge.ts";
import { levelledLogLoss } from "../backtest/levelled-loss.ts";
import { beginningOf, takePeriod } from "../backtest/periods.ts";
import type { Period } from "../backtest/periods.ts";
import { planLearning } from "../backtest/plan.ts";
import type { CustomerHistory } from "../features/customer-history.ts";
import { SMALL_SHOP_MODEL } from "../purchase-models/fitted-purchases.ts";
import type { FittedPurchases } from "../purchase-models/fitted-purchases.ts";
import { takeSnapshot } from "../features/snapshot.ts";
import { WEEK_MS } from "../../shared/time.ts";
import type { Instant } from "../../shared/time.ts";
import { join } from "../learned/columns.ts";
import { calibrationBins } from "../metrics/calibration-error.ts";
import type { CalibrationBin } from "../metrics/calibration-error.ts";
import { chooseChampion } from "./choose-champion.ts";
import type { Champion } from "./choose-champion.ts";
import { fitModel } from "./fit-model.ts";
import { SINGLE_MODELS } from "./fitted-model.ts";
import type { BlendPart, FittedModel, ModelName } from "./fitted-model.ts";
import { mixParts } from "./mix-parts.ts";
import { MOST_LEARNED_FROM, sampleEvenly } from "./sample-evenly.ts";
import { predictModel } from "./predict-model.ts";
import type { Stretch } from "./stretch.ts";

/** How a model did at one trial, where it was fitted on what had ended by then. */
export interface Trial {
  cut: Instant;
  name: ModelName;
  judgement: Judgement;
  levelledLogLoss: number;
  /** Customers at the cut, and how many of them bought. */
  outcomes: { happened: number; count: number };
}

/** All that was learned about who buys within a horizon. Plain data. */
export interface LearnedPurchases {
  asOf: Instant;
  horizonMs: number;
  /** The horizon of what was learned: shorter where the past is too short. */
  learnedMs: number;
  /** From which was learned, the oldest first. */
  cuts: Instant[];
  models: FittedModel[];
  blend: BlendPart[];
  champion: ModelName;
  trials: Trial[];
  /** What the champion said at its trials against what came; empty without a trial. */
  bins: CalibrationBin[];
  /** Customers at the trials, and how many of them bought. */
  evidence: { happened: number; count: number };
  /** Of what was learned over a shorter horizon; null where the horizon is the one asked for. */
  stretch: Stretch | null;
  /** How customers come back and leave, whatever is served. */
  purchases: FittedPurchases;
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
  const { asOf, horizonMs, stopwatch } = input;
  const histories = sampleEvenly(input.histories, MOST_LEARNED_FROM);
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
  const outcomes = join(tried.map(({ bought }) => bought));

  const latest = takeSnapshot(histories, asOf);
  const training = { periods: periodsAt(plan.cuts), latest, horizonMs: plan.horizonMs };
  const seconds: Partial<Record<ModelName, number>> = {};
  const models = SINGLE_MODELS.map((name) => {
    const started = stopwatch();
    const model = fitModel(name, training);
    seconds[name] = stopwatch() - started;
    return model;
  });
  const purchases = purchasesOf(models);
  const weeks = plan.horizonMs / WEEK_MS;
  const stretch =
    plan.horizonMs < horizonMs
      ? { purchases, fromWeeks: weeks, toWeeks: horizonMs / WEEK_MS }
      : null;
  return {
    asOf,
    horizonMs,
    learnedMs: plan.horizonMs,
    cuts: plan.cuts,
    models,
    ...choice,
    bins: calibrationBins(join(tried.map(({ predicted }) => saidBy(choice, predicted))), outcomes),
    evidence: countOutcomes(outcomes),
    trials: tried.flatMap(({ cut, bought, predicted }) => {
      const blend = mixParts(predicted, choice.blend);
      return [...predicted, ["blend", blend] as const].map(([name, probabilities]) => ({
        cut,
        name,
        judgement: judge(probabilities, bought),
        levelledLogLoss: levelledLogLoss(probabilities, bought),
        outcomes: countOutcomes(bought),
      }));
    }),
    stretch,
    purchases,
    seconds,
  };
}

const countOutcomes = (outcomes: Float64Array): { happened: number; count: number } => ({
  happened: outcomes.reduce((sum, one) => sum + one, 0),
  count: outcomes.length,
});

function saidBy(
  { champion, blend }: Champion,
  predicted: ReadonlyMap<ModelName, Float64Array>,
): Float64Array {
  if (champion === "blend") return mixParts(predicted, blend);
  return predicted.get(champion) ?? new Float64Array();
}

/** How customers come back and leave: by the model that is sound for the smallest shops and no worse for large ones. */
function purchasesOf(models: readonly FittedModel[]): FittedPurchases {
  for (const model of models) {
    if (model.name === SMALL_SHOP_MODEL && "purchases" in model) return model.purchases;
  }
  throw new Error(`${SMALL_SHOP_MODEL} was not fitted`);
}
