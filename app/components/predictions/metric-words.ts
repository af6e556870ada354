import type { Judgement } from "../../pipeline/predict/backtest/judge.ts";

/** The metrics that are shown, in their order. The log loss decides which model is served and is not for reading. */
export const SHOWN_METRICS = [
  "auc",
  "prAuc",
  "topDecileLift",
  "calibrationError",
  "brier",
] as const satisfies readonly (keyof Judgement)[];

export type ShownMetric = (typeof SHOWN_METRICS)[number];

interface MetricWords {
  name: string;
  /** What it measures and how to read it, in one line. */
  meaning: string;
  format: (value: number) => string;
}

export const METRIC_WORDS: Record<ShownMetric, MetricWords> = {
  auc: {
    name: "Ranking (AUC)",
    meaning:
      "Of one who ordered and one who did not, how often the first was told the higher probability. 0.5 is a coin toss, 1 is perfect.",
    format: (value) => value.toFixed(3),
  },
  prAuc: {
    name: "Hits (PR-AUC)",
    meaning:
      "What share of those who were named first did order, over all lengths of the list. Compare it with the share of all who ordered; 1 is perfect.",
    format: (value) => value.toFixed(3),
  },
  topDecileLift: {
    name: "Top tenth (lift)",
    meaning:
      "How many times as many ordered among the tenth with the highest probabilities as among all. 1× is chance.",
    format: (value) => `${value.toFixed(1)}×`,
  },
  calibrationError: {
    name: "Calibration error",
    meaning:
      "How far what was told lay from what came, on average. 0.02 is two of a hundred; 0 is perfect.",
    format: (value) => value.toFixed(3),
  },
  brier: {
    name: "Error (Brier)",
    meaning:
      "The mean square of the distance between the probability and what came. Lower is better, 0 is perfect.",
    format: (value) => value.toFixed(4),
  },
};

/** What a metric is for a model; a dash where so few outcomes say nothing. */
export function metricText(metric: ShownMetric, judgement: Judgement): string {
  const value = judgement[metric];
  return value === null ? "–" : METRIC_WORDS[metric].format(value);
}
