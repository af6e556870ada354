import { fitIsotonic } from "../calibration/isotonic.ts";
import { trustOf } from "../calibration/shrink.ts";
import { smoothedRate } from "../learned/sigmoid.ts";
import { fitPenalizedLine } from "./fit-line.ts";
import { fitStoppedTrees } from "./fit-trees.ts";
import type { LearningRows } from "./learning-rows.ts";
import { ruleScores } from "./visitor-models.ts";
import type { FittedVisitorModel, RuleName, SingleVisitorModelName } from "./visitor-models.ts";

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
      return { name, model: fitPenalizedLine(rows) };
    case "boosted-trees":
      return { name, model: fitStoppedTrees(rows, seed) };
  }
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
