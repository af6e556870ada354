import type { NewcomerModelName } from "../../pipeline/predict/newcomers/newcomer-models.ts";
import type { VisitorModelName } from "../../pipeline/predict/visitors/visitor-models.ts";
import type { VisitTask } from "../../pipeline/predict/visits/visits-card.ts";
import type { Words } from "../words/use-words.ts";
import type { ModelWords } from "./model-words.ts";

export type VisitModelName = VisitorModelName | NewcomerModelName;

/** The order in which horizons are shown: the shortest first. */
export const VISIT_TASKS_IN_ORDER = [
  "hour",
  "day",
  "week",
  "month",
] as const satisfies readonly VisitTask[];

/** On a button, and in a table. */
export const visitTaskWords = ({ t }: Words<"predictions">, task: VisitTask) => ({
  short: t(`visit.task.${task}.short`),
  name: t(`visit.task.${task}.name`),
});

export const SIMPLE_VISIT_KEYS = {
  "base-rate": "baseRate",
  recency: "recency",
  frequency: "frequency",
  "decayed-points": "decayedPoints",
  "decayed-count": "decayedCount",
} as const satisfies Partial<Record<VisitModelName, string>>;

const LEARNED_VISIT_KEYS = {
  "logistic-regression": "logisticRegression",
  "boosted-trees": "boostedTrees",
  blend: "blend",
} as const satisfies Record<Exclude<VisitModelName, SimpleVisitName>, string>;

type SimpleVisitName = keyof typeof SIMPLE_VISIT_KEYS;

export const isSimpleVisit = (name: VisitModelName): name is SimpleVisitName =>
  Object.hasOwn(SIMPLE_VISIT_KEYS, name);

export const visitModelWords = ({ t }: Words<"predictions">, name: VisitModelName): ModelWords =>
  isSimpleVisit(name)
    ? {
        name: t(`visit.rule.${SIMPLE_VISIT_KEYS[name]}.name`),
        how: t(`visit.rule.${SIMPLE_VISIT_KEYS[name]}.how`),
        isSimple: true,
      }
    : {
        name: t(`model.${LEARNED_VISIT_KEYS[name]}.name`),
        how:
          name === "logistic-regression"
            ? t("visit.weighed")
            : t(`model.${LEARNED_VISIT_KEYS[name]}.how`),
        isSimple: false,
      };

/** The order in which models are listed: the simple rules last, as what the others are held against. */
export const VISIT_MODELS_IN_ORDER = [
  ...Object.keys(SIMPLE_VISIT_KEYS),
  ...Object.keys(LEARNED_VISIT_KEYS),
].toReversed() as VisitModelName[];
