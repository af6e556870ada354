import type { ModelCard, TaskCard } from "../../../../app/pipeline/predict/shop/model-card.ts";
import type { CustomerOutlook } from "../../../../app/pipeline/predict/shop/outlook.ts";
import type { VisitOutlook } from "../../../../app/pipeline/predict/visits/visit-outlook.ts";
import type {
  VisitsCard,
  VisitTaskCard,
} from "../../../../app/pipeline/predict/visits/visits-card.ts";
import { DAY_MS, HOUR_MS } from "../../../../app/pipeline/shared/time.ts";

export const AS_OF = Date.parse("2026-11-20T00:00:00Z");

const JUDGED = {
  auc: 0.7,
  prAuc: 0.4,
  brier: 0.1,
  logLoss: 0.3,
  calibrationError: 0.02,
  topDecileLift: 2.5,
};

/** A horizon in which enough came true for a choice by trial; single facts can be replaced. */
export function taskCard(replaced: Partial<TaskCard> = {}): TaskCard {
  return {
    horizonDays: 45,
    learnedDays: 45,
    champion: "blend",
    blend: ["pareto-nbd", "logistic-regression"],
    evidence: "fair",
    trials: [{ cut: AS_OF - 90 * DAY_MS }, { cut: AS_OF - 45 * DAY_MS }],
    outcomes: { happened: 80, count: 1000 },
    models: [
      { name: "recency", levelledLogLoss: 0.4, ...JUDGED, auc: 0.61 },
      { name: "pareto-nbd", levelledLogLoss: 0.36, ...JUDGED, auc: null },
      { name: "blend", levelledLogLoss: 0.35, ...JUDGED, auc: 0.745 },
    ],
    bins: [
      { rows: 500, predicted: 0.02, observed: 0.025 },
      { rows: 500, predicted: 0.31, observed: 0.28 },
    ],
    seconds: 1,
    ...replaced,
  };
}

export function modelCard(replaced: Partial<ModelCard> = {}): ModelCard {
  return {
    asOf: AS_OF,
    customers: 1200,
    repeatCustomers: 62,
    historyDays: 300,
    isDropoutIdentified: true,
    tasks: {
      week: taskCard({ horizonDays: 7, learnedDays: 7 }),
      month: taskCard({ horizonDays: 30, learnedDays: 30 }),
      horizon: taskCard(),
      year: taskCard({ horizonDays: 365, learnedDays: 99 }),
    },
    missing: [],
    predictors: [],
    ...replaced,
  };
}

/** What is expected of somebody who will hardly be back soon. */
export function customerOutlook(replaced: Partial<CustomerOutlook> = {}): CustomerOutlook {
  return {
    asOf: AS_OF,
    week: { value: 0.03, low: 0.001, high: 0.14, evidence: "thin" },
    month: { value: 0.12, low: 0.04, high: 0.25, evidence: "fair" },
    horizon: { value: 0.16, low: 0.03, high: 0.3, evidence: "strong" },
    // As it comes from a division by weeks.
    horizonDays: 45.00000000000001,
    churn: { value: 0.84, low: 0.7, high: 0.97, evidence: "strong" },
    nextOrder: {
      low: AS_OF + 27 * DAY_MS,
      median: AS_OF + 90 * DAY_MS,
      high: AS_OF + 400 * DAY_MS,
      evidence: "strong",
    },
    lifetimeValue: {
      months: 12,
      meanMinor: 8075,
      lowMinor: 0,
      highMinor: 35_091,
      evidence: "fair",
    },
    vipAscent: { value: 0.02, low: 0.01, high: 0.04, evidence: "fair" },
    ...replaced,
  };
}

/** Somebody who looked around twenty minutes ago. */
export function visitOutlook(replaced: Partial<VisitOutlook> = {}): VisitOutlook {
  return {
    asOf: AS_OF,
    lastAt: AS_OF - HOUR_MS / 3,
    hour: { value: 0.02, low: 0.01, high: 0.04, evidence: "fair" },
    day: { value: 0.03, low: 0.02, high: 0.06, evidence: "fair" },
    week: { value: 0.05, low: 0.02, high: 0.1, evidence: "thin" },
    month: { value: 0.08, low: 0.02, high: 0.2, evidence: "thin" },
    ...replaced,
  };
}

export function visitTaskCard(replaced: Partial<VisitTaskCard> = {}): VisitTaskCard {
  return {
    horizonMs: HOUR_MS,
    champion: "blend",
    blend: ["logistic-regression", "boosted-trees"],
    evidence: "strong",
    outcomes: { happened: 300, count: 12_000 },
    models: [
      { name: "recency", loss: 0.2, ...JUDGED, auc: 0.52 },
      { name: "decayed-points", loss: 0.16, ...JUDGED, auc: 0.76 },
      { name: "blend", loss: 0.12, ...JUDGED, auc: 0.866 },
    ],
    bins: [{ rows: 500, predicted: 0.02, observed: 0.025 }],
    seconds: 1,
    ...replaced,
  };
}

/** Visitors of a shop that has sold enough, watched for two months. */
export function visitsCard(replaced: Partial<VisitsCard> = {}): VisitsCard {
  return {
    asOf: AS_OF,
    from: AS_OF - 60 * DAY_MS,
    people: 8000,
    events: 64_000,
    purchases: 700,
    enoughPurchases: 200,
    everyNth: 1,
    tasks: {
      hour: visitTaskCard(),
      day: visitTaskCard({ horizonMs: DAY_MS }),
      week: visitTaskCard({
        horizonMs: 7 * DAY_MS,
        champion: "decayed-count",
        blend: [],
        models: [{ name: "decayed-count", loss: 0.3, ...JUDGED }],
      }),
      month: { haveDays: 60, needDays: 90 },
    },
    ...replaced,
  };
}
