import type { Evidence } from "../calibration/interval.ts";
import { meanJudgement } from "../backtest/judge.ts";
import type { Judgement } from "../backtest/judge.ts";
import { beginningOf } from "../backtest/periods.ts";
import type { CustomerHistory } from "../features/customer-history.ts";
import type { Snapshot } from "../features/snapshot.ts";
import type { CalibrationBin } from "../metrics/calibration-error.ts";
import type { ModelName } from "../purchase/fitted-model.ts";
import type { LearnedPurchases } from "../purchase/learn-purchases.ts";
import type { VisitsCard } from "../visits/visits-card.ts";
import { DAY_MS } from "../../shared/time.ts";
import type { Instant } from "../../shared/time.ts";
import { gradeTrials } from "./probability.ts";
import type { Task } from "./shop-model.ts";
import type { OutlookTrial } from "./try-outlooks.ts";
import { whatIsMissing } from "./what-is-missing.ts";
import type { Missing } from "./what-is-missing.ts";
import { whatPredicts } from "./what-predicts.ts";
import type { Predictor } from "./what-predicts.ts";

/** How one horizon's models did on later time than they were fitted on. */
export interface TaskCard {
  horizonDays: number;
  /** Shorter than the horizon where the past was too short for it. */
  learnedDays: number;
  champion: ModelName;
  blend: string[];
  evidence: Evidence;
  /** The oldest first. */
  trials: TrialCard[];
  /** Customers at the trials, and how many of them bought. */
  outcomes: { happened: number; count: number };
  /** Means over the trials, for every model. */
  models: ({ name: ModelName; levelledLogLoss: number } & Judgement)[];
  bins: CalibrationBin[];
  seconds: number;
}

/** How what is served did at one past date. Without more than the date where it was fitted before that was kept. */
export interface TrialCard {
  cut: Instant;
  judged?: {
    /** Customers at the date, and how many of them bought within the horizon. */
    happened: number;
    count: number;
    auc: number | null;
    brier: number | null;
    /** The Brier score of telling everybody the shop's average. */
    brierOfBaseRate: number | null;
  };
}

/** What a merchant can know of how far the predictions of their shop can be believed. Plain data. */
export interface ModelCard {
  asOf: Instant;
  customers: number;
  repeatCustomers: number;
  historyDays: number;
  isDropoutIdentified: boolean;
  tasks: Record<Task, TaskCard>;
  missing: Missing[];
  predictors: Predictor[];
  /** null: nobody was seen in the shop yet. Absent where it was fitted before visitors were. */
  visits?: VisitsCard | null;
  /** null: the past is too short to look back. Absent where it was fitted before outlooks were tried. */
  outlookTrial?: OutlookTrial | null;
}

export function describeModel(input: {
  learned: Record<Task, LearnedPurchases>;
  latest: Snapshot;
  histories: readonly CustomerHistory[];
}): ModelCard {
  const { learned, latest, histories } = input;
  const { asOf } = latest;
  const customers = latest.customers.length;
  const repeatCustomers = latest.purchases.filter((own) => own.length > 1).length;
  const historyDays = (asOf - (beginningOf(histories) ?? asOf)) / DAY_MS;
  return {
    asOf,
    customers,
    repeatCustomers,
    historyDays: Math.floor(historyDays),
    isDropoutIdentified: learned.horizon.purchases.isDropoutIdentified,
    tasks: {
      week: describeTask(learned.week),
      month: describeTask(learned.month),
      horizon: describeTask(learned.horizon),
      year: describeTask(learned.year),
    },
    missing: whatIsMissing({ learned: learned.horizon, repeatCustomers, historyDays }),
    predictors: whatPredicts({ histories, asOf }),
  };
}

function describeTask(learned: LearnedPurchases): TaskCard {
  const names = [...new Set(learned.trials.map(({ name }) => name))];
  return {
    horizonDays: learned.horizonMs / DAY_MS,
    learnedDays: learned.learnedMs / DAY_MS,
    champion: learned.champion,
    blend: learned.blend,
    evidence: gradeTrials(learned),
    trials: describeTrials(learned),
    outcomes: learned.evidence,
    models: names.map((name) => {
      const trials = learned.trials.filter((trial) => trial.name === name);
      const losses = trials.map((trial) => trial.levelledLogLoss);
      return {
        name,
        levelledLogLoss: losses.reduce((sum, loss) => sum + loss, 0) / losses.length,
        ...meanJudgement(trials.map(({ judgement }) => judgement)),
      };
    }),
    bins: learned.bins,
    seconds: Object.values(learned.seconds).reduce((sum, each) => sum + each, 0),
  };
}

function describeTrials({ trials, champion }: LearnedPurchases): TrialCard[] {
  const cuts = [...new Set(trials.map(({ cut }) => cut))].sort((a, b) => a - b);
  return cuts.map((cut) => {
    const at = (name: ModelName) => trials.find((one) => one.cut === cut && one.name === name);
    const served = at(champion);
    if (served === undefined) return { cut };
    const { auc, brier } = served.judgement;
    const brierOfBaseRate = at("base-rate")?.judgement.brier ?? null;
    return { cut, judged: { ...served.outcomes, auc, brier, brierOfBaseRate } };
  });
}
