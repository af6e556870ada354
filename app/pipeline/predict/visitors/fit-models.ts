import { fitIsotonic } from "../calibration/isotonic.ts";
import { trustOf } from "../calibration/shrink.ts";
import { takeRows, takeValues } from "../learned/columns.ts";
import { fitLogisticRegression } from "../learned/logistic-regression.ts";
import { smoothedRate } from "../learned/sigmoid.ts";
import { fitStoppedTrees } from "./fit-trees.ts";
import type { LearningRows } from "./learning-rows.ts";
import { ruleScores } from "./visitor-models.ts";
import type { FittedVisitorModel, RuleName, SingleVisitorModelName } from "./visitor-models.ts";

/** Features are many and alike (counts of one thing over several spans); it keeps them from playing against each other. */
const LOGISTIC_PENALTY = 5;

/** Sixty coefficients need no more; each of Newton's steps costs rows times features squared. */
const MOST_LOGISTIC_ROWS = 90_000;

/** Fits one model to rows of which it is known what came. */
export function fitVisitorModel(
  name: SingleVisitorModelName,
  rows: LearningRows,
  { horizonMs, seed }: { horizonMs: number; seed: number },
): FittedVisitorModel {
  const { columns, outcomes, weights } = rows;
  const { happened, count } = countOutcomes({ outcomes, weights });
  const fitRule = (rule: RuleName) =>
    fitIsotonic({ scores: ruleScores(rule, columns), outcomes, weights });
  switch (name) {
    case "base-rate":
      return { name, probability: smoothedRate(happened, count) };
    case "recency":
    case "frequency":
      return { name, map: fitRule(name) };
    case "decayed-points": {
      const bought = outcomes.reduce((sum, outcome) => sum + outcome, 0);
      const trust = trustOf({ happened: bought, count: outcomes.length });
      return { name, map: fitRule(name), trust, horizonMs };
    }
    case "logistic-regression":
      return {
        name,
        model: fitLogisticRegression({ ...thinOut(rows), penalty: LOGISTIC_PENALTY }),
      };
    case "boosted-trees":
      return {
        name,
        model: fitStoppedTrees(rows, seed),
      };
  }
}

/** Every second, third … row, so that no more are left than a straight line needs. */
function thinOut({ columns, outcomes, weights }: LearningRows): Omit<LearningRows, "at"> {
  const step = Math.ceil(outcomes.length / MOST_LOGISTIC_ROWS);
  if (step <= 1) return { columns, outcomes, weights };
  const places = Uint32Array.from(outcomes.keys()).filter((place) => place % step === 0);
  return {
    columns: takeRows(columns, places),
    outcomes: takeValues(outcomes, places),
    weights: takeValues(weights, places),
  };
}

function countOutcomes({ outcomes, weights }: Pick<LearningRows, "outcomes" | "weights">): {
  happened: number;
  count: number;
} {
  let happened = 0;
  let count = 0;
  for (let row = 0; row < outcomes.length; row += 1) {
    const weight = weights[row] ?? 0;
    count += weight;
    happened += weight * (outcomes[row] ?? 0);
  }
  return { happened, count };
}
