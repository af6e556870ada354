import { estimateCovariance } from "../numeric/covariance.ts";
import { minimise } from "../numeric/minimise.ts";
import type { FittedPurchases, PurchaseFit, PurchaseModelName } from "./fitted-purchases.ts";
import { coarsenGroups } from "./grouped-histories.ts";
import type { GroupedHistories } from "./grouped-histories.ts";
import { modelNamed } from "./model-named.ts";
import { bestNbdLogLikelihood } from "./nbd.ts";
import type { ParameterVector, PurchaseModel } from "./purchase-model.ts";

export interface FitOptions {
  /** How much the prior counts: 1 as it is written down, 0 is plain maximum likelihood. */
  penalty?: number;
}

/** A first search from far away, and a second from where it ended: that one leaves a place where the simplex collapsed. */
const FIRST = { step: 0.6, tolerance: 1e-6 };
const SECOND = { step: 0.1, tolerance: 1e-6 };

/** With more groups than that the first search runs over about so many; the second has little left to do. */
const COARSE_GROUPS = 1500;
/** There the data decides to the third digit at best; a limit keeps a flat likelihood from costing minutes. */
const FIRST_OF_MANY = { step: 0.6, tolerance: 1e-4 };
const SECOND_OF_MANY = { step: 0.03, tolerance: 1e-4, maxEvaluations: 200 };

/**
 * Leaving counts as found where it raises the log-likelihood by 3 over that of customers who never leave. With two
 * parameters more, twice the gain exceeds 6 by chance once in twenty times. The true law is milder,
 * since the parameter lies on its bound and the other then means nothing (Self & Liang 1987; Davies 1987): this
 * errs towards silence.
 */
const IDENTIFIED_GAIN = 3;

/**
 * Fits a model to a shop's customers: the most likely parameters, penalised by the prior of `priors.ts`, which
 * decides where the data is thin and fades where it is not. Never fails: without anything to fit (`basis`) the
 * prior speaks alone, also where the penalty is 0.
 */
export function fitPurchases(
  name: PurchaseModelName,
  histories: GroupedHistories,
  { penalty = 1 }: FitOptions = {},
): FittedPurchases {
  const model = modelNamed(name);
  const hasData = histories.totalRepeats > 0 && histories.totalObserved > 0;
  const weight = hasData ? penalty : Math.max(penalty, 1);
  const lossOver =
    (groups: GroupedHistories) =>
    (logs: readonly number[]): number => {
      const { vector, outside } = vectorAt(model, logs);
      return outside + weight * priorLoss(model, vector) - model.logLikelihood(vector, groups);
    };

  const loss = lossOver(histories);
  const coarse = coarsenGroups(histories, COARSE_GROUPS);
  const [first, second] = coarse === histories ? [FIRST, SECOND] : [FIRST_OF_MANY, SECOND_OF_MANY];
  const start = startingPoint(model, histories);
  const near = minimise({ of: lossOver(coarse), start, ...first });
  const { point } = minimise({ of: loss, start: near.point, ...second });

  const { vector } = vectorAt(model, point);
  const logLikelihood = model.logLikelihood(vector, histories);
  return assemble(name, vector, {
    logLikelihood,
    customers: histories.customers,
    repeatCustomers: histories.repeatCustomers,
    penalty: weight,
    basis: hasData ? "data" : "prior",
    isDropoutIdentified:
      hasData && logLikelihood - bestNbdLogLikelihood(histories) > IDENTIFIED_GAIN,
    covariance: estimateCovariance(loss, point),
  });
}

/** The typical parameters, with the rate of the shop's own customers. */
function startingPoint(model: PurchaseModel, histories: GroupedHistories): number[] {
  const [r, alpha, ...leaving] = model.typical;
  const { totalRepeats, totalObserved } = histories;
  const isKnown = totalRepeats > 0 && totalObserved > 0;
  const own = isKnown ? r / (totalRepeats / totalObserved) : alpha;
  return [r, Math.min(own, alpha * 100), ...leaving].map(Math.log);
}

/** The parameters at a point of the search, moved onto the bounds, and what being outside of them costs. */
export function vectorAt(
  { bounds }: PurchaseModel,
  logs: readonly number[],
): { vector: ParameterVector; outside: number } {
  let outside = 0;
  const at = (index: number): number => {
    const [low, high] = bounds[index] ?? [1, 1];
    const log = logs[index] ?? 0;
    const inside = Math.min(Math.log(high), Math.max(Math.log(low), log));
    outside += (log - inside) ** 2;
    return Math.exp(inside);
  };
  return { vector: [at(0), at(1), at(2), at(3)], outside };
}

function priorLoss({ prior }: PurchaseModel, vector: ParameterVector): number {
  return prior.reduce((sum, { of, mean, sd }) => sum + ((of(vector) - mean) / sd) ** 2 / 2, 0);
}

function assemble(
  name: PurchaseModelName,
  [r, alpha, third, fourth]: ParameterVector,
  fit: PurchaseFit,
): FittedPurchases {
  switch (name) {
    case "bg-nbd":
    case "mbg-nbd":
      return { model: name, parameters: { r, alpha, a: third, b: fourth }, ...fit };
    case "pareto-nbd":
      return { model: name, parameters: { r, alpha, s: third, beta: fourth }, ...fit };
  }
}
