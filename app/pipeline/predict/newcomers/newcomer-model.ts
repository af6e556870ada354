import type { Judgement } from "../backtest/judge.ts";
import type { CalibrationBin } from "../metrics/calibration-error.ts";
import type { FittedNewcomers, NewcomerModelName } from "./newcomer-models.ts";

/** What is kept of what was learned, to be applied to people one by one. Plain data. */
export interface NewcomerModel {
  horizonMs: number;
  features: readonly string[];
  fitted: FittedNewcomers;
  /** What the champion told at its trials against what came. */
  bins: CalibrationBin[];
  /** People at the trials, and how many of them ordered. */
  evidence: { happened: number; count: number };
}

/** How every model did at its trials. */
export interface NewcomerTrials {
  champion: NewcomerModelName;
  /** Means over the trials. */
  models: ({ name: NewcomerModelName; levelledLogLoss: number } & Judgement)[];
  trials: number;
  seconds: number;
}

export type LearnedNewcomers =
  | { outcome: "learned"; served: NewcomerModel; trials: NewcomerTrials }
  /** The past is too short for a trial over the whole horizon. */
  | { outcome: "too-short"; haveDays: number; needDays: number };
