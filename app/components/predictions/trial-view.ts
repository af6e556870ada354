import type { Judgement } from "../../pipeline/predict/backtest/judge.ts";
import type { Evidence } from "../../pipeline/predict/calibration/interval.ts";
import type { CalibrationBin } from "../../pipeline/predict/metrics/calibration-error.ts";
import type { ModelCard, TaskCard } from "../../pipeline/predict/shop/model-card.ts";
import type { Task } from "../../pipeline/predict/shop/shop-model.ts";
import { formatCount, formatCounted } from "../format/format-number.ts";
import { describeChoice } from "./describe-choice.ts";
import { daysWords, horizonName, TASKS_IN_ORDER } from "./horizon-words.ts";
import { MODEL_WORDS, MODELS_IN_ORDER, type ModelWords } from "./model-words.ts";

/** One horizon's models in words, of customers or of visitors: what its tables and its plot show. */
export interface TrialView {
  key: string;
  /** On a button: "7 days". */
  short: string;
  /** In a table: "45 days, your shop's own span". */
  name: string;
  served: { name: string; why: string };
  evidence: Evidence;
  /** How many outcomes it was held against. */
  heldAgainst: string;
  /** In the order of the table. */
  models: ModelRow[];
  bins: readonly CalibrationBin[];
  /** Who is told a probability, in the plural. */
  who: string;
}

export interface ModelRow {
  name: string;
  words: ModelWords;
  isServed: boolean;
  judgement: Judgement;
}

/** Who orders again: the shortest horizon first. */
export const viewTasks = (tasks: ModelCard["tasks"]): TrialView[] =>
  TASKS_IN_ORDER.map((task) => viewTask(task, tasks[task]));

function viewTask(task: Task, card: TaskCard): TrialView {
  const { served, name, why } = describeChoice(card);
  const { happened, count } = card.outcomes;
  return {
    key: task,
    short: daysWords(card.horizonDays),
    name: horizonName(task, card.horizonDays),
    served: { name, why },
    evidence: card.evidence,
    heldAgainst: `${formatCount(happened)} of ${formatCounted(count, "customer")} ordered in ${formatCounted(card.trials.length, "trial")}.`,
    models: MODELS_IN_ORDER.flatMap((each) => {
      const model = card.models.find((one) => one.name === each);
      if (model === undefined) return [];
      const isServed = each === served;
      return [{ name: each, words: MODEL_WORDS[each], isServed, judgement: model }];
    }),
    bins: card.bins,
    who: "customers",
  };
}
