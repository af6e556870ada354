import { auc } from "../../app/pipeline/predict/metrics/auc.ts";
import { seedRandom } from "../../app/pipeline/predict/numeric/random.ts";
import type { Random } from "../../app/pipeline/predict/numeric/random.ts";
import { SMALL_SHOP_MODEL } from "../../app/pipeline/predict/purchase-models/fitted-purchases.ts";
import type { PurchaseForecaster } from "../../app/pipeline/predict/purchase-models/fitted-purchases.ts";
import { groupHistories } from "../../app/pipeline/predict/purchase-models/grouped-histories.ts";
import { purchasePredictor } from "../../app/pipeline/predict/purchase-models/predict-purchases.ts";
import { predictTotal } from "../../app/pipeline/predict/purchase-models/predict-total.ts";
import { round } from "../bench.ts";
import type { BenchResult } from "../bench.ts";
import { fitPurchaseMix } from "./fit-purchase-mix.ts";
import type { SplitCustomer } from "./split-history.ts";

/** The mean absolute error of the total, in percent, that a shop of so many customers should stay under. */
const ERROR_LIMITS = [
  [30, 36],
  [100, 21],
  [300, 16],
] as const;
const MOST_UNCOVERED_PERCENT = 15;
const MOST_BEHIND = 0.01;

interface Measured {
  /** Relative, signed. */
  errors: number[];
  isCovered: boolean[];
  /** Of the ranking, less that of the decayed count; nothing where all or nobody bought. */
  aucGaps: number[];
}

/**
 * Random customers of a real shop as if they were all that a shop had: everything is fitted on them alone, and their
 * purchases in the weeks after are predicted. For each model and for the mix of all.
 */
export function measureSmallShops(input: {
  customers: SplitCustomer[];
  weeks: number;
  draws: number;
  say: (text: string) => void;
}): BenchResult[] {
  const { customers, weeks, draws, say } = input;
  const random = seedRandom(1);
  return ERROR_LIMITS.flatMap(([size, errorLimit]) => {
    const measured = new Map<string, Measured>();
    for (let draw = 0; draw < draws; draw += 1) {
      const shop = drawCustomers(customers, size, random);
      const mix = fitPurchaseMix(groupHistories(shop.map(({ history }) => history)));
      for (const forecaster of [mix, ...mix.members])
        measure({ forecaster, shop, weeks, random, into: entryOf(measured, forecaster.model) });
    }
    say(`${size} customers: ${draws} shops`);
    return [...measured].flatMap(([model, { errors, isCovered, aucGaps }]) => {
      const limitOf = (limit: number): number | null => (model === SMALL_SHOP_MODEL ? limit : null);
      const name = `${size} customers, ${model}`;
      return [
        {
          name: `${name}: error of the total`,
          value: round(100 * mean(errors.map(Math.abs))),
          unit: "%",
          limit: limitOf(errorLimit),
        },
        { name: `${name}: bias`, value: round(100 * mean(errors)), unit: "%", limit: null },
        {
          name: `${name}: outside of the interval`,
          value: round(100 * mean(isCovered.map((yes) => (yes ? 0 : 1)))),
          unit: "%",
          limit: limitOf(MOST_UNCOVERED_PERCENT),
        },
        {
          name: `${name}: AUC behind the decayed count's`,
          value: round(-mean(aucGaps)),
          unit: "",
          limit: limitOf(MOST_BEHIND),
        },
      ];
    });
  });
}

function measure(input: {
  forecaster: PurchaseForecaster;
  shop: SplitCustomer[];
  weeks: number;
  random: Random;
  into: Measured;
}): void {
  const { forecaster, shop, weeks, random, into } = input;
  const histories = groupHistories(shop.map(({ history }) => history));
  const truth = shop.reduce((sum, { later }) => sum + later, 0);
  const total = predictTotal(forecaster, { histories, weeks, random });
  if (!Number.isFinite(total.mean)) throw new Error(`${forecaster.model} predicted no number`);
  if (truth > 0) into.errors.push((total.mean - truth) / truth);
  into.isCovered.push(total.low <= truth && truth <= total.high);
  const outcomes = shop.map(({ later }) => (later > 0 ? 1 : 0));
  const predict = purchasePredictor(forecaster);
  const own = auc(
    shop.map(({ history }) => predict(history).expected(weeks)),
    outcomes,
  );
  const simple = auc(
    shop.map(({ decayedCount }) => decayedCount),
    outcomes,
  );
  if (own !== null && simple !== null) into.aucGaps.push(own - simple);
}

function entryOf(measured: Map<string, Measured>, model: string): Measured {
  const known = measured.get(model) ?? { errors: [], isCovered: [], aucGaps: [] };
  measured.set(model, known);
  return known;
}

function drawCustomers(all: SplitCustomer[], size: number, random: Random): SplitCustomer[] {
  const left = [...all];
  return Array.from({ length: size }, () => {
    const [drawn] = left.splice(Math.floor(random() * left.length), 1);
    if (drawn === undefined) throw new Error(`The history has fewer than ${size} customers`);
    return drawn;
  });
}

const mean = (values: number[]): number =>
  values.length === 0 ? 0 : values.reduce((a, b) => a + b, 0) / values.length;
