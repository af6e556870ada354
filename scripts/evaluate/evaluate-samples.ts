import { learnAmounts, predictAmounts } from "../../app/pipeline/predict/amounts/learn-amounts.ts";
import { takePeriod } from "../../app/pipeline/predict/backtest/periods.ts";
import type { CustomerHistory } from "../../app/pipeline/predict/features/customer-history.ts";
import { auc } from "../../app/pipeline/predict/metrics/auc.ts";
import { seedRandom } from "../../app/pipeline/predict/numeric/random.ts";
import type { Random } from "../../app/pipeline/predict/numeric/random.ts";
import { learnPurchases } from "../../app/pipeline/predict/purchase/learn-purchases.ts";
import { repeatHistories } from "../../app/pipeline/predict/purchase/repeat-histories.ts";
import { HALF_LIFE_DAYS, scoreByRule } from "../../app/pipeline/predict/purchase/rules.ts";
import { predictServed, serveLearned } from "../../app/pipeline/predict/purchase/serve.ts";
import { groupHistories } from "../../app/pipeline/predict/purchase-models/grouped-histories.ts";
import { predictTotal } from "../../app/pipeline/predict/purchase-models/predict-total.ts";
import { WEEK_MS } from "../../app/pipeline/shared/time.ts";
import { totalErrorPercent } from "./amount-errors.ts";
import type { Report } from "./evaluate-file.ts";
import { upTo } from "./up-to.ts";
import { meanOfKnown } from "./figures.ts";

/** What `--sample --json` prints. Means over the draws that the figure says something of. */
export interface SamplesSummary {
  sample: number;
  draws: number;
  /** Draws in which anything was no finite number. */
  failures: number;
  auc: number | null;
  decayedAuc: number | null;
  /** Mean size of the error of the total number of purchases. */
  totalErrorPercent: number | null;
  /** Share of the draws in which the 90 % interval of the total held the truth. */
  coverage90: number;
}

interface Draw {
  auc: number | null;
  decayedAuc: number | null;
  totalErrorPercent: number | null;
  isCovered: boolean;
  isFinite: boolean;
}

/** Small shops: everything is learned from a few random customers of a history alone. */
export function evaluateSamples(input: {
  customers: readonly CustomerHistory[];
  cuts: readonly number[];
  horizonMs: number;
  sample: { customers: number; draws: number };
  seed: number;
  say: (text: string) => void;
}): Report {
  const { customers, cuts, horizonMs, sample, say } = input;
  const random = seedRandom(input.seed);
  const draws: Draw[] = [];
  for (let draw = 0; draw < sample.draws; draw += 1) {
    const cut = cuts[draw % cuts.length] ?? 0;
    const known = customers.filter(({ orders }) => (orders[0]?.placedAt ?? cut) < cut);
    const chosen = chooseSome(known, sample.customers, random);
    draws.push(judgeDraw({ customers: chosen, cut, horizonMs, random }));
    if ((draw + 1) % 10 === 0) say(`${draw + 1} of ${sample.draws} draws`);
  }
  const result: SamplesSummary = {
    sample: sample.customers,
    draws: draws.length,
    failures: draws.filter((draw) => !draw.isFinite).length,
    auc: meanOfKnown(draws.map((draw) => draw.auc)),
    decayedAuc: meanOfKnown(draws.map((draw) => draw.decayedAuc)),
    totalErrorPercent: meanOfKnown(draws.map((draw) => draw.totalErrorPercent)),
    coverage90: draws.filter(({ isCovered }) => isCovered).length / Math.max(1, draws.length),
  };
  return { lines: describe(result), result };
}

function judgeDraw(input: {
  customers: readonly CustomerHistory[];
  cut: number;
  horizonMs: number;
  random: Random;
}): Draw {
  const { customers, cut, horizonMs, random } = input;
  const histories = upTo(customers, cut);
  const learned = learnPurchases({ histories, asOf: cut, horizonMs, stopwatch: () => 0 });
  const { snapshot, outcomes } = takePeriod(customers, cut, horizonMs);
  const served = predictServed(serveLearned(learned), snapshot);
  const decayed = scoreByRule(
    { name: "decayed-count", halfLifeDays: HALF_LIFE_DAYS, fifths: [] },
    snapshot,
  );
  const said = predictAmounts(learnAmounts({ histories, learned }), snapshot).purchases;
  const total = predictTotal(learned.purchases, {
    histories: groupHistories(repeatHistories(snapshot)),
    weeks: horizonMs / WEEK_MS,
    random,
  });
  const came = outcomes.purchases.reduce((sum, count) => sum + count, 0);
  const error = totalErrorPercent(said, outcomes.purchases);
  return {
    auc: auc(served, outcomes.bought),
    decayedAuc: auc(decayed, outcomes.bought),
    totalErrorPercent: error === null ? null : Math.abs(error),
    isCovered: came >= total.low && came <= total.high,
    isFinite: [...served, ...said, total.low, total.high].every(Number.isFinite),
  };
}

/** So many of the items, each as likely as any other, without repetition. */
function chooseSome<Item>(items: readonly Item[], count: number, random: Random): Item[] {
  const left = [...items];
  const chosen = Math.min(count, left.length);
  for (let place = 0; place < chosen; place += 1) {
    const other = place + Math.floor(random() * (left.length - place));
    const [a, b] = [left[place], left[other]];
    if (a === undefined || b === undefined) break;
    left[place] = b;
    left[other] = a;
  }
  return left.slice(0, chosen);
}

const describe = (result: SamplesSummary): string[] => [
  `shops of ${result.sample} customers, ${result.draws} draws, ${result.failures} failures`,
  `  AUC ${show(result.auc, 4)} (decayed count ${show(result.decayedAuc, 4)})`,
  `  total of purchases off by ${show(result.totalErrorPercent, 1)} % in the mean`,
  `  90 % intervals of the total hold the truth in ${(100 * result.coverage90).toFixed(0)} %`,
];

const show = (figure: number | null, digits: number): string =>
  figure === null ? "-" : figure.toFixed(digits);
