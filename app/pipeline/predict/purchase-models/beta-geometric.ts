import { logAddExp, logBeta, logGamma } from "../numeric/log-gamma.ts";
import { drawBetaGeometricOrders, meanBetaGeometricOrders } from "./beta-geometric-orders.ts";
import type { BetaGeometricCustomer } from "./beta-geometric-orders.ts";
import type { GroupedHistories } from "./grouped-histories.ts";
import type { ParameterVector, PurchaseModel } from "./purchase-model.ts";
import type { RepeatHistory } from "./repeat-history.ts";

/**
 * The formulas of BG/NBD and MBG/NBD, which differ in one number: how many chances to leave the first purchase
 * gives, none or one. A customer with x repeats has had x + `first` of them.
 *
 * Likelihood: Fader, Hardie & Lee 2005, eq. 6, and Batislam, Denizel & Filiztekin 2007, in logarithms as in Fader &
 * Hardie 2013, "Overcoming the BG/NBD model's #NUM! error problem". The chance to stay is the ratio of its two terms.
 * The chance of a purchase in t weeks is that chance x (1 - ((alpha + T) / (alpha + T + t))^(r + x)).
 */
export function betaGeometric(
  first: 0 | 1,
): Pick<PurchaseModel, "logLikelihood" | "courseOf" | "orderDrawer"> {
  function logLikelihood(vector: ParameterVector, histories: GroupedHistories): number {
    const [r, alpha, a, b] = vector;
    const { repeats, lastAge, observed, counts } = histories;
    const perShop = r * Math.log(alpha) - logGamma(r) - logBeta(a, b);
    let sum = 0;
    let perRepeats = 0;
    let left = -Infinity;
    let before = -1;
    for (let index = 0; index < counts.length; index += 1) {
      const x = repeats[index] ?? 0;
      if (x !== before) {
        perRepeats = perShop + logGamma(r + x) + logBeta(a, b + x + first);
        left = logOddsToLeave(vector, x);
        before = x;
      }
      const whileStaying = -(r + x) * Math.log(alpha + (observed[index] ?? 0));
      const untilLeaving = left - (r + x) * Math.log(alpha + (lastAge[index] ?? 0));
      sum += (counts[index] ?? 0) * (perRepeats + logAddExp(whileStaying, untilLeaving));
    }
    return sum;
  }

  /** Of leaving right at the last purchase against staying there, in logarithms; silence since is not counted. */
  function logOddsToLeave([, , a, b]: ParameterVector, repeats: number): number {
    const chances = repeats + first;
    return chances === 0 ? -Infinity : Math.log(a / (b + chances - 1));
  }

  function chanceToStay(vector: ParameterVector, history: RepeatHistory): number {
    const [r, alpha] = vector;
    const { repeats, lastAge, observed } = history;
    const silence = (r + repeats) * Math.log((alpha + observed) / (alpha + lastAge));
    return 1 / (1 + Math.exp(logOddsToLeave(vector, repeats) + silence));
  }

  function whoStays(vector: ParameterVector, history: RepeatHistory): BetaGeometricCustomer {
    const [r, alpha, a, b] = vector;
    const { repeats, observed } = history;
    return { shape: r + repeats, weeks: alpha + observed, a, b: b + repeats + first };
  }

  return {
    logLikelihood,
    courseOf(vector, history) {
      const staying = chanceToStay(vector, history);
      const customer = whoStays(vector, history);
      return {
        probability: (weeks) =>
          staying * (1 - (customer.weeks / (customer.weeks + weeks)) ** customer.shape),
        expected: (weeks) => staying * meanBetaGeometricOrders(customer, weeks),
      };
    },
    orderDrawer(vector, history, weeks) {
      const staying = chanceToStay(vector, history);
      const customer = whoStays(vector, history);
      return (random) =>
        random() < staying ? drawBetaGeometricOrders({ customer, horizon: weeks, random }) : 0;
    },
  };
}
