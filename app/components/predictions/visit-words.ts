import type { NewcomerModelName } from "../../pipeline/predict/newcomers/newcomer-models.ts";
import type { VisitorModelName } from "../../pipeline/predict/visitors/visitor-models.ts";
import type { VisitTask } from "../../pipeline/predict/visits/visits-card.ts";
import type { ModelWords } from "./model-words.ts";

type VisitModelName = VisitorModelName | NewcomerModelName;

/** The order in which horizons are shown: the shortest first. */
export const VISIT_TASKS_IN_ORDER = [
  "hour",
  "day",
  "week",
  "month",
] as const satisfies readonly VisitTask[];

export const VISIT_TASK_WORDS: Record<VisitTask, { short: string; name: string }> = {
  hour: { short: "1 hour", name: "1 hour, this visit" },
  day: { short: "24 hours", name: "24 hours" },
  week: { short: "7 days", name: "7 days, before a first order" },
  month: { short: "30 days", name: "30 days, before a first order" },
};

export const VISIT_MODEL_WORDS: Record<VisitModelName, ModelWords> = {
  "base-rate": {
    name: "Same for all",
    how: "Tells everybody your shop's average.",
    isSimple: true,
  },
  recency: {
    name: "Last seen",
    how: "Who did something a short while ago buys first.",
    isSimple: true,
  },
  frequency: { name: "Number of events", how: "Who did most so far buys first.", isSimple: true },
  "decayed-points": {
    name: "Intent points",
    how: "The intent score: what was done, older things for less.",
    isSimple: true,
  },
  "decayed-count": {
    name: "Fading events",
    how: "Counts everything that was done, older things for less.",
    isSimple: true,
  },
  "logistic-regression": {
    name: "Weighed signs",
    how: "A regression that weighs what visitors do as your shop's past says.",
    isSimple: false,
  },
  "boosted-trees": {
    name: "Boosted trees",
    how: "Many small decision trees, each mending what the others got wrong.",
    isSimple: false,
  },
  blend: { name: "Blend", how: "The mean of several models.", isSimple: false },
};

/** The order in which models are listed: the simple rules last, as what the others are held against. */
export const VISIT_MODELS_IN_ORDER = (
  Object.keys(VISIT_MODEL_WORDS) as VisitModelName[]
).toReversed();
