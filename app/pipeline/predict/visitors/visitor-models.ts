import type { Columns } from "../learned/columns.ts";
import { applyIsotonic } from "../calibration/isotonic.ts";
import type { IsotonicMap } from "../calibration/isotonic.ts";
import { predictBoostedTreesColumns } from "../learned/gradient-boosting.ts";
import type { BoostedTrees } from "../learned/gradient-boosting.ts";
import { predictLogisticColumns } from "../learned/logistic-regression.ts";
import type { LogisticModel } from "../learned/logistic-regression.ts";
import { shrinkProbability } from "../calibration/shrink.ts";
import { assertNever } from "../../shared/outcome.ts";
import { believedOfPoints } from "./believed-of-points.ts";
import { POINTS_FEATURE, VISITOR_FEATURES } from "./describe-event.ts";

/** What anybody could say of a visitor without us. What does not beat them is not served. */
export const TRIVIAL_VISITOR_MODELS = ["base-rate", "recency", "frequency"] as const;

/** What was learned of everything: one model sees straight lines, the other corners. */
const LEARNED_MODELS = ["logistic-regression", "boosted-trees"] as const;

/** The models that stand alone, the trivial ones first. */
export const SINGLE_VISITOR_MODELS = [
  ...TRIVIAL_VISITOR_MODELS,
  "decayed-points",
  ...LEARNED_MODELS,
] as const;

/** What a blend may be made of. Where signs are weak the points steady what was learned; where not, they weaken it. */
export const BLENDS: readonly (readonly SingleVisitorModelName[])[] = [
  LEARNED_MODELS,
  ["decayed-points", ...LEARNED_MODELS],
];

/** Every way of saying whether a visitor will buy. */
export const VISITOR_MODELS = [...SINGLE_VISITOR_MODELS, "blend"] as const;

export type VisitorModelName = (typeof VISITOR_MODELS)[number];

export type RuleName = "recency" | "frequency" | "decayed-points";

/** A fitted model of who buys within a horizon. Plain data. */
export type FittedVisitorModel =
  | { name: "base-rate"; probability: number }
  | { name: "recency" | "frequency"; map: IsotonicMap }
  | { name: "decayed-points"; map: IsotonicMap; trust: number; horizonMs: number }
  | { name: "logistic-regression"; model: LogisticModel }
  | { name: "boosted-trees"; model: BoostedTrees };

export type SingleVisitorModelName = (typeof SINGLE_VISITOR_MODELS)[number];

/** The one feature that a rule looks at. */
const RULE_FEATURE: Readonly<Record<RuleName, number>> = {
  recency: VISITOR_FEATURES.indexOf("gap"),
  frequency: VISITOR_FEATURES.indexOf("events"),
  "decayed-points": VISITOR_FEATURES.indexOf(POINTS_FEATURE),
};

/** Longer than any gap, as a logarithm of seconds: a first event comes after no other. */
const NO_GAP = 30;

/** The scores by which a rule orders rows: more is likelier to buy. */
export function ruleScores(rule: RuleName, columns: Columns): Float64Array {
  const column = columns[RULE_FEATURE[rule]] ?? new Float64Array();
  if (rule !== "recency") return Float64Array.from(column);
  return Float64Array.from(column, (gap) => -(Number.isNaN(gap) ? NO_GAP : gap));
}

/** What a model says of each row, as a probability, before it is calibrated on later time. */
export function sayOfRows(fitted: FittedVisitorModel, columns: Columns): Float64Array {
  switch (fitted.name) {
    case "base-rate":
      return new Float64Array(columns[0]?.length ?? 0).fill(fitted.probability);
    case "recency":
    case "frequency":
      return ruleScores(fitted.name, columns).map((score) => applyIsotonic(fitted.map, score));
    case "decayed-points":
      return ruleScores(fitted.name, columns).map((points) =>
        shrinkProbability(
          applyIsotonic(fitted.map, points),
          believedOfPoints(points, fitted.horizonMs),
          fitted.trust,
        ),
      );
    case "logistic-regression":
      return predictLogisticColumns(fitted.model, columns);
    case "boosted-trees":
      return predictBoostedTreesColumns(fitted.model, columns);
    default:
      return assertNever(fitted);
  }
}
