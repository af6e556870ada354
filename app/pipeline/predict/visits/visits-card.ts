import type { Judgement } from "../backtest/judge.ts";
import { gradeEvidence } from "../calibration/interval.ts";
import type { Evidence } from "../calibration/interval.ts";
import type { CalibrationBin } from "../metrics/calibration-error.ts";
import type { LearnedNewcomers } from "../newcomers/newcomer-model.ts";
import type { NewcomerModelName } from "../newcomers/newcomer-models.ts";
import type { FittedHorizon } from "../visitors/fit-visitors.ts";
import type { VisitorModelName } from "../visitors/visitor-models.ts";
import type { Instant } from "../../shared/time.ts";

/** The horizons over which visitors are predicted; the last two of those who never ordered. */
export type VisitTask = "hour" | "day" | "week" | "month";

/** How one horizon's models did on later time than they were fitted on. */
export interface VisitTaskCard {
  horizonMs: number;
  champion: VisitorModelName | NewcomerModelName;
  /** Of the blend where there is one. */
  blend: readonly VisitorModelName[];
  evidence: Evidence;
  /** Visits or people that were judged on, and how many ended in a purchase. */
  outcomes: { happened: number; count: number };
  /** Every model's figures; `loss` is what the choice was made by. */
  models: ({ name: VisitorModelName | NewcomerModelName; loss: number | null } & Judgement)[];
  bins: CalibrationBin[];
  seconds: number;
}

/** Too little past for a horizon, in days. */
export interface TooShort {
  haveDays: number;
  needDays: number;
}

/** What a merchant can know of how far the predictions of visitors can be believed. Plain data. */
export interface VisitsCard {
  asOf: Instant;
  /** The first thing that anybody did of what was learned from. */
  from: Instant;
  people: number;
  events: number;
  purchases: number;
  /** With fewer purchases the points are served. */
  enoughPurchases: number;
  /** Of more people every so-manyth was learned from; 1: everybody. */
  everyNth: number;
  tasks: Record<VisitTask, VisitTaskCard | TooShort>;
}

/** The card of the first two horizons: rows are events, those of one visit count as one. */
export function describeVisitors(fitted: FittedHorizon): VisitTaskCard {
  const { horizonMs, champion, blend, trial, bins, evidence, seconds } = fitted;
  const { blend: ofBlend, ...single } = seconds;
  return {
    horizonMs,
    champion,
    blend,
    evidence: gradeEvidence(evidence),
    outcomes: evidence,
    models: trial.map((model) => ({ ...model, loss: model.logLoss })),
    bins,
    // The blend's own seconds hold those of its parts.
    seconds: Object.values(single).reduce((sum, each) => sum + each, 0),
  };
}

export function describeNewcomers(learned: LearnedNewcomers): VisitTaskCard | TooShort {
  if (learned.outcome === "too-short")
    return { haveDays: learned.haveDays, needDays: learned.needDays };
  const { served, trials } = learned;
  return {
    horizonMs: served.horizonMs,
    champion: trials.champion,
    blend: [],
    evidence: gradeEvidence(served.evidence),
    outcomes: served.evidence,
    models: trials.models.map(({ levelledLogLoss, ...model }) => ({
      ...model,
      loss: levelledLogLoss,
    })),
    bins: served.bins,
    seconds: trials.seconds,
  };
}
