/** The models of repeat purchase: all have purchase rates spread as a gamma distribution, and differ in how customers leave. */
export const PURCHASE_MODELS = ["bg-nbd", "mbg-nbd", "pareto-nbd"] as const;

export type PurchaseModelName = (typeof PURCHASE_MODELS)[number];

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
