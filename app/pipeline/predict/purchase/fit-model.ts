import type { Period } from "../backtest/periods.ts";
import type { Snapshot } from "../features/snapshot.ts";
import { join, stack } from "../learned/columns.ts";
import { fitBoostedTrees } from "../learned/gradient-boosting.ts";
import { fitLogisticRegression } from "../learned/logistic-regression.ts";
import { smoothedRate } from "../learned/sigmoid.ts";
import type { PurchaseModelName } from "../purchase-models/fitted-purchases.ts";
import { fitPurchases } from "../purchase-models/fit-purchases.ts";
import { groupHistories } from "../purchase-models/grouped-histories.ts";
import { WEEK_MS } from "../../shared/time.ts";
import { calibrateScores } from "./calibrate-scores.ts";
import { designMatrix } from "./design-matrix.ts";
import { expectedPurchases } from "./expected-purchases.ts";
import type { FittedModel, SingleModelName } from "./fitted-model.ts";
import { fitCalibratedRule } from "./fit-rule.ts";
import { BOOSTING, PENALTY } from "./learning-settings.ts";
import { repeatHistories } from "./repeat-histories.ts";
import { sampleEvenly } from "./sample-evenly.ts";

/** What a model may learn from: periods whose outcomes are known, and everybody as they are now. */
export interface Training {
  periods: readonly Period[];
  latest: Snapshot;
  horizonMs: number;
}

/** Four parameters do not get better by more customers than this. */
const MOST_HISTORIES = 30_000;

/** Fits one model on what was known at the training's latest snapshot. Never fails; with little it learns little. */
export function fitModel(name: SingleModelName, training: Training): FittedModel {
  const { periods, latest } = training;
  switch (name) {
    case "base-rate": {
      const outcomes = outcomesOf(periods);
      const bought = outcomes.reduce((sum, outcome) => sum + outcome, 0);
      return { name, probability: smoothedRate(bought, outcomes.length) };
    }
    case "recency":
    case "frequency":
    case "rfm-sum":
    case "decayed-count":
      return { name, ...fitCalibratedRule({ name, periods, latest }) };
    case "bg-nbd":
    case "mbg-nbd":
    case "pareto-nbd":
      return fitPurchaseModel(name, training);
    case "logistic-regression":
      return {
        name,
        model: fitLogisticRegression({
          columns: stack(periods.map(({ snapshot }) => designMatrix(snapshot))),
          outcomes: outcomesOf(periods),
          penalty: PENALTY,
        }),
      };
    case "boosted-trees":
      return {
        name,
        model: fitBoostedTrees({
          columns: stack(periods.map(({ snapshot }) => designMatrix(snapshot))),
          outcomes: outcomesOf(periods),
          loss: "logistic",
          ...BOOSTING,
        }),
      };
  }
}

/**
 * The parameters from everybody as they are now, the probability from what came after such expectations. The
 * models' own probability ranks customers who bought once badly, and is low by a tenth and more over long
 * horizons; their expectation has neither fault.
 */
function fitPurchaseModel(name: PurchaseModelName, training: Training): FittedModel {
  const { periods, latest, horizonMs } = training;
  const weeks = horizonMs / WEEK_MS;
  const histories = sampleEvenly(repeatHistories(latest), MOST_HISTORIES);
  const purchases = fitPurchases(name, groupHistories(histories));
  const outcomes = outcomesOf(periods);
  const expected = periods.map(({ snapshot }) =>
    expectedPurchases(purchases, snapshot, weeks).map(Math.log),
  );
  const calibration = outcomes.length === 0 ? null : calibrateScores(join(expected), outcomes);
  return { name, purchases, weeks, calibration };
}

const outcomesOf = (periods: readonly Period[]): Float64Array =>
  join(periods.map(({ outcomes }) => outcomes.bought));
