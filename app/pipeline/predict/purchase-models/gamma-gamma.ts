/** What is known of a customer's money: how many purchases, and what they came to on average, in any unit. */
export interface SpendHistory {
  purchases: number;
  /** Of these purchases; of no meaning without one. */
  meanValue: number;
}

/**
 * The gamma-gamma model: the values of one customer's purchases ~ gamma(p, rate), and the rates of customers ~
 * gamma(q, v). Plain data. q > 1, so that the shop's mean p v / (q - 1) is finite.
 */
export interface FittedSpend {
  model: "gamma-gamma";
  /** The larger, the more alike are one customer's purchases: their coefficient of variation is 1 / sqrt(p). */
  p: number;
  /** The larger, the more alike are customers. */
  q: number;
  /** In the unit of the values. */
  v: number;
  logLikelihood: number;
  /** With a purchase of any value. */
  customers: number;
  /** "prior": too few customers to tell how much they differ; everybody is nearly the shop's mean. */
  basis: "data" | "prior";
}

/**
 * What a customer's next purchases are worth on average: between the customer's own mean and the shop's, nearer to
 * the own the more purchases there are, and the shop's without any (Fader, Hardie & Lee 2005, "RFM and CLV", eq. 5).
 * Never negative.
 */
export function expectedOrderValue(fitted: FittedSpend, history: SpendHistory): number {
  const { p, q, v } = fitted;
  const purchases = Math.max(0, history.purchases);
  const spent = purchases === 0 ? 0 : purchases * Math.max(0, history.meanValue);
  return (p * (v + spent)) / (p * purchases + q - 1);
}
