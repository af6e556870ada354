import { learnAmounts } from "../../app/pipeline/predict/amounts/learn-amounts.ts";
import type { LearnedAmounts } from "../../app/pipeline/predict/amounts/learn-amounts.ts";
import { judge } from "../../app/pipeline/predict/backtest/judge.ts";
import type { Judgement } from "../../app/pipeline/predict/backtest/judge.ts";
import { takePeriod } from "../../app/pipeline/predict/backtest/periods.ts";
import type { Period } from "../../app/pipeline/predict/backtest/periods.ts";
import type { CustomerHistory } from "../../app/pipeline/predict/features/customer-history.ts";
import { auc } from "../../app/pipeline/predict/metrics/auc.ts";
import type { ModelName } from "../../app/pipeline/predict/purchase/fitted-model.ts";
import { learnPurchases } from "../../app/pipeline/predict/purchase/learn-purchases.ts";
import type { LearnedPurchases } from "../../app/pipeline/predict/purchase/learn-purchases.ts";
import { DAY_MS } from "../../app/pipeline/shared/time.ts";
import { predictAll } from "./predict-all.ts";
import { upTo } from "./up-to.ts";

/** Whoever bought in so many days before a cut is called active: a quarter of a year. */
const ACTIVE_MS = 90 * DAY_MS;

export interface JudgedModel extends Judgement {
  name: ModelName | "served";
  /** Among the active customers alone: the lapsed are easily told from them. */
  activeAuc: number | null;
  fitSeconds: number;
}

export interface CutEvaluation {
  cut: number;
  customers: number;
  learned: LearnedPurchases;
  amounts: LearnedAmounts;
  models: JudgedModel[];
  period: Period;
}

/** Learns from before a cut, and judges by what came in the horizon after it. */
export function evaluateCut(input: {
  customers: readonly CustomerHistory[];
  cut: number;
  horizonMs: number;
}): CutEvaluation {
  const { customers, cut, horizonMs } = input;
  // What came after the cut is not even handed over.
  const histories = upTo(customers, cut);
  const learned = learnPurchases({
    histories,
    asOf: cut,
    horizonMs,
    stopwatch: () => performance.now() / 1000,
  });
  const period = takePeriod(customers, cut, horizonMs);
  const { bought } = period.outcomes;
  const active = [...bought.keys()].filter((row) => {
    const last = period.snapshot.purchases[row]?.at(-1);
    return last !== undefined && cut - last.at <= ACTIVE_MS;
  });
  const ofActive = (values: Float64Array): Float64Array =>
    Float64Array.from(active, (row) => values[row] ?? 0);
  const models = [...predictAll(learned, period.snapshot)].map(([name, probabilities]) => ({
    name,
    ...judge(probabilities, bought),
    activeAuc: auc(ofActive(probabilities), ofActive(bought)),
    fitSeconds: learned.seconds[name] ?? 0,
  }));
  const amounts = learnAmounts({ histories, learned });
  return { cut, customers: bought.length, learned, amounts, models, period };
}
