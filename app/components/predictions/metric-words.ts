import type { Judgement } from "../../pipeline/predict/backtest/judge.ts";
import type { Words } from "../words/use-words.ts";

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
}

export const metricWords = ({ t }: Words<"predictions">, metric: ShownMetric): MetricWords => ({
  name: t(`metric.${metric}.name`),
  meaning: t(`metric.${metric}.meaning`),
});

const DECIMALS: Record<ShownMetric, number> = {
  auc: 3,
  prAuc: 3,
  topDecileLift: 1,
  calibrationError: 3,
  brier: 4,
};

/** What a metric is for a model; a dash where so few outcomes say nothing. */
export function metricText(
  { t, format }: Words<"predictions">,
  metric: ShownMetric,
  value: number | null,
): string {
  if (value === null) return "–";
  const amount = format.decimal(value, DECIMALS[metric]);
  return metric === "topDecileLift" ? t("metric.times", { amount }) : amount;
}
