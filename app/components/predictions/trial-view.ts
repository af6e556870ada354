import type { Judgement } from "../../pipeline/predict/backtest/judge.ts";
import type { Evidence } from "../../pipeline/predict/calibration/interval.ts";
import type { CalibrationBin } from "../../pipeline/predict/metrics/calibration-error.ts";
import type { ModelCard, TaskCard } from "../../pipeline/predict/shop/model-card.ts";
import type { Task } from "../../pipeline/predict/shop/shop-model.ts";
import type { BacktestPoint, Backtests } from "../../queries/read-backtests.ts";
import type { Words } from "../words/use-words.ts";
import { describeChoice } from "./describe-choice.ts";
import { daysWords, horizonName, TASKS_IN_ORDER } from "./horizon-words.ts";
import { modelWords, MODELS_IN_ORDER, type ModelWords } from "./model-words.ts";

/** One horizon's models in words, of customers or of visitors: what its tables and its plots show. */
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
  /** Who is told a probability. */
  who: Who;
  /** At past dates, the oldest first. */
  backtest: readonly BacktestPoint[];
}

/** Customers; events of visitors; people who never ordered. */
export type Who = "customers" | "events" | "newcomers";

export interface ModelRow {
  name: string;
  words: ModelWords;
  isServed: boolean;
  judgement: Judgement;
}

/** Who orders again: the shortest horizon first. */
export const viewTasks = (
  words: Words<"predictions">,
  tasks: ModelCard["tasks"],
  backtests: Backtests = {},
): TrialView[] =>
  TASKS_IN_ORDER.map((task) => viewTask(words, { task, card: tasks[task], backtests }));

function viewTask(
  words: Words<"predictions">,
  { task, card, backtests }: { task: Task; card: TaskCard; backtests: Backtests },
): TrialView {
  const { t, format } = words;
  const { served, name, why } = describeChoice(words, card);
  const { happened, count } = card.outcomes;
  return {
    key: task,
    short: daysWords(words, card.horizonDays),
    name: horizonName(words, task, card.horizonDays),
    served: { name, why },
    evidence: card.evidence,
    heldAgainst: t("heldAgainst.customers", {
      count: card.trials.length,
      happened: format.count(happened),
      customers: t("common:counted.customers", { count, amount: format.count(count) }),
      trials: format.count(card.trials.length),
    }),
    models: MODELS_IN_ORDER.flatMap((each) => {
      const judgement = card.models.find((one) => one.name === each);
      if (judgement === undefined) return [];
      return [{ name: each, words: modelWords(words, each), isServed: each === served, judgement }];
    }),
    bins: card.bins,
    who: "customers",
    backtest: backtests[task] ?? [],
  };
}
