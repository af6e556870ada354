import { drawBeta, drawGamma, drawPoisson } from "../numeric/draws.ts";
import type { Random } from "../numeric/random.ts";

/** A customer who has not left: rate ~ gamma(shape, scale in weeks), chance of leaving at each purchase ~ beta(a, b). */
export interface BetaGeometricCustomer {
  shape: number;
  weeks: number;
  a: number;
  b: number;
}

/** Far beyond what any customer buys; a bound on work, met only where the rate is nearly unknown. */
const MAX_TERMS = 200_000;
const NEGLIGIBLE = 1e-13;
const RESCALE_ABOVE = 1e250;

/**
 * Mean number of purchases within `horizon` weeks of a customer who has not left.
 *
 * Somebody who never left would buy K times, with K negative binomial (shape, z = horizon / (weeks + horizon)).
 * The purchase j + 1 happens if leaving failed j times, which has the chance E[(1 - p)^j] = (b)_j / (a + b)_j. So
 * the mean is the sum over k of P(K = k) times the first k of these. It equals the published formula with the
 * hypergeometric function (Fader, Hardie & Lee 2005, eq. 10), whose terms cancel near a = 1 and are not defined
 * there; here all terms are positive.
 */
export function meanBetaGeometricOrders(customer: BetaGeometricCustomer, horizon: number): number {
  const { shape, weeks, a, b } = customer;
  const z = horizon / (weeks + horizon);
  let weight = 1; // of K = k, up to a factor that cancels in the end
  let total = 1;
  let survival = 1; // E[(1 - p)^k]
  let orders = 0; // the sum of the survivals before k
  let sum = 0;
  for (let k = 0; k < MAX_TERMS; k += 1) {
    weight *= (z * (shape + k)) / (k + 1);
    orders += survival;
    survival *= (b + k) / (a + b + k);
    total += weight;
    sum += weight * orders;
    // What is left is less than a geometric series, once the weights fall.
    const fall = (z * (shape + k + 1)) / (k + 2);
    if (fall < 1 && weight * (k + 1) <= NEGLIGIBLE * sum * (1 - fall) ** 2) break;
    if (total > RESCALE_ABOVE) {
      weight /= RESCALE_ABOVE;
      total /= RESCALE_ABOVE;
      sum /= RESCALE_ABOVE;
    }
  }
  return sum / total;
}

/** Draws the number of purchases of such a customer: a rate, a chance of leaving, and then what happens. */
export function drawBetaGeometricOrders(input: {
  customer: BetaGeometricCustomer;
  horizon: number;
  random: Random;
}): number {
  const { customer, horizon, random } = input;
  const { shape, weeks, a, b } = customer;
  const rate = drawGamma(shape, random) / weeks;
  const candidates = drawPoisson(rate * horizon, random);
  if (candidates <= 1) return candidates; // leaving follows the purchase
  const leaving = drawBeta({ a, b, random });
  const untilLeaving = 1 + Math.floor(Math.log(random()) / Math.log1p(-leaving));
  return untilLeaving < candidates ? untilLeaving : candidates;
}
