import { fitLogisticRegression, predictLogisticColumns } from "../learned/logistic-regression.ts";
import type { LogisticModel } from "../learned/logistic-regression.ts";
import type { Columns } from "../learned/columns.ts";
import { smoothedRate } from "../learned/sigmoid.ts";
import { calibrateScores } from "../purchase/calibrate-scores.ts";
import { NEWCOMER_FEATURES } from "./newcomer-features.ts";
import type { NewcomerRows } from "./newcomer-rows.ts";

/** Every way of saying whether somebody who never ordered will, the trivial ones first. */
export const NEWCOMER_MODELS = [
  "base-rate",
  "recency",
  "frequency",
  "decayed-count",
  "logistic-regression",
] as const;

export type NewcomerModelName = (typeof NEWCOMER_MODELS)[number];

/** A fitted one. Plain data. */
export type FittedNewcomers =
  | { name: "base-rate"; probability: number }
  /** Of one feature, the rule's. */
  | { name: "recency" | "frequency" | "decayed-count"; model: LogisticModel }
  | { name: "logistic-regression"; model: LogisticModel };

/** The one feature that a rule looks at, and whether more of it is likelier to buy. */
const RULES = {
  recency: { feature: NEWCOMER_FEATURES.indexOf("silence"), sign: -1 },
  frequency: { feature: NEWCOMER_FEATURES.indexOf("events"), sign: 1 },
  "decayed-count": { feature: NEWCOMER_FEATURES.indexOf("fading_events_14d"), sign: 1 },
} as const;

/** Features that say much the same of a few hundred buyers: they must not play against each other. */
const PENALTY = 20;

export function fitNewcomers(
  name: NewcomerModelName,
  { columns, outcomes }: Pick<NewcomerRows, "columns" | "outcomes">,
): FittedNewcomers {
  switch (name) {
    case "base-rate": {
      const happened = outcomes.reduce((sum, outcome) => sum + outcome, 0);
      return { name, probability: smoothedRate(happened, outcomes.length) };
    }
    case "recency":
    case "frequency":
    case "decayed-count":
      return { name, model: calibrateScores(scoresOf(name, columns), outcomes) };
    case "logistic-regression":
      return { name, model: fitLogisticRegression({ columns, outcomes, penalty: PENALTY }) };
  }
}

/** The probability of each row to buy within the horizon that was fitted. */
export function sayOfNewcomers(fitted: FittedNewcomers, columns: Columns): Float64Array {
  switch (fitted.name) {
    case "base-rate":
      return new Float64Array(columns[0]?.length ?? 0).fill(fitted.probability);
    case "recency":
    case "frequency":
    case "decayed-count":
      return predictLogisticColumns(fitted.model, [scoresOf(fitted.name, columns)]);
    case "logistic-regression":
      return predictLogisticColumns(fitted.model, columns);
  }
}

function scoresOf(rule: keyof typeof RULES, columns: Columns): Float64Array {
  const { feature, sign } = RULES[rule];
  return Float64Array.from(columns[feature] ?? [], (value) => sign * value);
}
