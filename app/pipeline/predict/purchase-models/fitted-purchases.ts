/** The models of repeat purchase: all have purchase rates spread as a gamma distribution, and differ in how customers leave. */
export const PURCHASE_MODELS = ["bg-nbd", "mbg-nbd", "pareto-nbd"] as const;

export type PurchaseModelName = (typeof PURCHASE_MODELS)[number];

/**
 * The model of a shop that has too few customers to choose by its own past. Of the three it is the only one in which a
 * customer can leave without buying, so that it ranks those with one purchase by how long they have been silent, and
 * it is the one that the others were made to imitate.
 */
export const SMALL_SHOP_MODEL = "pareto-nbd" satisfies PurchaseModelName;

/** Purchase rate ~ gamma(r, alpha), in purchases a week; chance of leaving at a purchase ~ beta(a, b). */
export interface BetaGeometricParameters {
  r: number;
  alpha: number;
  a: number;
  b: number;
}

/** Purchase rate ~ gamma(r, alpha) and rate of leaving ~ gamma(s, beta), both a week. */
export interface ParetoParameters {
  r: number;
  alpha: number;
  s: number;
  beta: number;
}

export interface PurchaseFit {
  /** Of the histories under these parameters, the penalty left out. */
  logLikelihood: number;
  customers: number;
  repeatCustomers: number;
  /** How much the prior counted; 0: the parameters are those of plain maximum likelihood. */
  penalty: number;
  /**
   * What the parameters rest on. "prior": there was nothing to fit (no customer, nobody observed, nobody who came
   * back), so they tell of shops in general.
   */
  basis: "data" | "prior";
  /**
   * Whether the data tells leaving from silence. False where a model in which nobody ever leaves explains it about
   * as well: then the chance to still be a customer must not be shown as a finding.
   */
  isDropoutIdentified: boolean;
  /** Of the logarithms of the parameters, in the order of `parameters`' declaration. */
  covariance: number[][];
}

/** A fitted model: plain data, to be stored and applied later. */
export type FittedPurchases =
  | (PurchaseFit & { model: "bg-nbd" | "mbg-nbd"; parameters: BetaGeometricParameters })
  | (PurchaseFit & { model: "pareto-nbd"; parameters: ParetoParameters });

/**
 * Several models of the same customers, each with the same say. Which of them describes a shop best cannot be told
 * from a few hundred customers, and equal weights are hard to beat by fitted ones (Clemen 1989, "Combining
 * forecasts").
 */
export interface PurchaseMix extends Omit<PurchaseFit, "logLikelihood" | "covariance"> {
  model: "mix";
  /** At least one. */
  members: FittedPurchases[];
}

/** Whatever can tell of purchases to come. */
export type PurchaseForecaster = FittedPurchases | PurchaseMix;

export function membersOf(forecaster: PurchaseForecaster): readonly FittedPurchases[] {
  return forecaster.model === "mix" ? forecaster.members : [forecaster];
}
