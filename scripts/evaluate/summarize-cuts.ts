import { meanJudgement } from "../../app/pipeline/predict/backtest/judge.ts";
import { predictAmounts } from "../../app/pipeline/predict/amounts/learn-amounts.ts";
import { topDecileShare } from "../../app/pipeline/predict/metrics/top-decile.ts";
import { DAY_MS } from "../../app/pipeline/shared/time.ts";
import { meanAbsoluteError, totalErrorPercent } from "./amount-errors.ts";
import type { CutEvaluation, JudgedModel } from "./evaluate-cut.ts";
import { dayOfCut, meanOfKnown } from "./figures.ts";
import { spearman } from "./spearman.ts";

/** What `--json` prints. Every figure is a mean over the cuts; null: it says nothing about so few. */
export interface OrdersSummary {
  data: string;
  cuts: string[];
  horizonDays: number;
  /** Days over which was learned, where the past was too short for the horizon. */
  learnedDays: number[];
  customers: number[];
  champion: JudgedModel["name"];
  /** What was served at each cut, and what its blend was made of. */
  champions: { cut: string; champion: string; blend: string[]; isDropoutIdentified: boolean }[];
  models: (Omit<JudgedModel, "logLoss"> & { logLoss: number | null })[];
  orders: { mae: number | null; totalErrorPercent: number | null };
  spend: {
    spearman: number | null;
    topDecileShare: number | null;
    /** In the currency's unit. */
    mae: number | null;
    totalErrorPercent: number | null;
  };
}

const MINOR_UNITS = 100;

export function summarizeCuts(input: {
  data: string;
  horizonMs: number;
  evaluations: readonly CutEvaluation[];
}): OrdersSummary {
  const { data, horizonMs, evaluations } = input;
  const champions = new Set(evaluations.map(({ learned }) => learned.champion));
  const [only, ...others] = champions;
  const names = evaluations[0]?.models.map(({ name }) => name) ?? [];
  const models = names.map((name) =>
    meanModel(
      name,
      evaluations.map((each) => pick(each, name)),
    ),
  );
  const isOne = only !== undefined && others.length === 0;
  // Where different models were served, what was served is an entry of its own.
  const served = evaluations.map((each) => pick(each, each.learned.champion));
  if (!isOne) models.push(meanModel("served", served));
  const amounts = evaluations.map(judgeAmounts);
  return {
    data,
    cuts: evaluations.map(({ cut }) => dayOfCut(cut)),
    horizonDays: horizonMs / DAY_MS,
    learnedDays: evaluations.map(({ learned }) => learned.learnedMs / DAY_MS),
    customers: evaluations.map(({ customers }) => customers),
    champion: isOne ? only : "served",
    champions: evaluations.map(({ cut, learned }) => ({
      cut: dayOfCut(cut),
      champion: learned.champion,
      blend: learned.blend,
      isDropoutIdentified: learned.purchases.isDropoutIdentified,
    })),
    models,
    orders: {
      mae: meanOfKnown(amounts.map(({ orders }) => orders.mae)),
      totalErrorPercent: meanOfKnown(amounts.map(({ orders }) => orders.totalErrorPercent)),
    },
    spend: {
      spearman: meanOfKnown(amounts.map(({ spend }) => spend.spearman)),
      topDecileShare: meanOfKnown(amounts.map(({ spend }) => spend.topDecileShare)),
      mae: meanOfKnown(amounts.map(({ spend }) => spend.mae)),
      totalErrorPercent: meanOfKnown(amounts.map(({ spend }) => spend.totalErrorPercent)),
    },
  };
}

/** How far what is served for amounts was off at one cut. */
function judgeAmounts({ amounts, period }: CutEvaluation): Pick<OrdersSummary, "orders" | "spend"> {
  const said = predictAmounts(amounts, period.snapshot);
  const { purchases, revenueMinor } = period.outcomes;
  const spendMae = meanAbsoluteError(said.revenueMinor, revenueMinor);
  return {
    orders: {
      mae: meanAbsoluteError(said.purchases, purchases),
      totalErrorPercent: totalErrorPercent(said.purchases, purchases),
    },
    spend: {
      spearman: spearman(said.revenueMinor, revenueMinor),
      topDecileShare: topDecileShare(said.revenueMinor, revenueMinor),
      mae: spendMae === null ? null : spendMae / MINOR_UNITS,
      totalErrorPercent: totalErrorPercent(said.revenueMinor, revenueMinor),
    },
  };
}

const meanModel = (
  name: JudgedModel["name"],
  judged: readonly JudgedModel[],
): OrdersSummary["models"][number] => ({
  name,
  ...meanJudgement(judged),
  activeAuc: meanOfKnown(judged.map(({ activeAuc }) => activeAuc)),
  fitSeconds: meanOfKnown(judged.map(({ fitSeconds }) => fitSeconds)) ?? 0,
});

function pick(evaluation: CutEvaluation, name: JudgedModel["name"]): JudgedModel {
  const found = evaluation.models.find((model) => model.name === name);
  if (found === undefined) throw new Error(`${name} was not judged`);
  return found;
}
