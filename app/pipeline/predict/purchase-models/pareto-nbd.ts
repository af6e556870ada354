import { drawGamma, drawPoisson } from "../numeric/draws.ts";
import { logAddExp, logGamma } from "../numeric/log-gamma.ts";
import type { GroupedHistories } from "./grouped-histories.ts";
import { logParetoIntegral } from "./pareto-integral.ts";
import { PARETO_BOUNDS, PARETO_PRIOR } from "./priors.ts";
import type { ParameterVector, PurchaseModel } from "./purchase-model.ts";
import type { RepeatHistory } from "./repeat-history.ts";

/**
 * Pareto/NBD (Schmittlein, Morrison & Colombo 1987, "Counting your customers"): a customer can leave at any time,
 * whether buying or not. Formulas as in Fader & Hardie 2005, "A note on deriving the Pareto/NBD model".
 */
export const paretoNbd: PurchaseModel = {
  ...PARETO_PRIOR,
  bounds: PARETO_BOUNDS,
  logLikelihood,
  courseOf(vector, history) {
    const [r, alpha, s, beta] = vector;
    const { repeats, observed } = history;
    const staying = chanceToStay(vector, history);
    const shape = r + repeats;
    const [buying, leaving] = [alpha + observed, beta + observed];
    return {
      probability(weeks) {
        // Nobody bought who left before buying, or stays and did not buy: both exact, up to the integral.
        const boughtNothing = -shape * Math.log1p(weeks / buying) - s * Math.log1p(weeks / leaving);
        const leftFirst =
          Math.log(s) +
          s * Math.log(leaving) +
          shape * Math.log(buying) +
          logParetoIntegral({ alpha: buying, beta: leaving, shape, s, from: 0, to: weeks });
        const none = Math.exp(logAddExp(boughtNothing, leftFirst));
        return staying * Math.min(1, Math.max(0, 1 - none));
      },
      expected(weeks) {
        // The mean time as a customer within these weeks, a limit where s = 1.
        const log = Math.log1p(weeks / leaving);
        const active = s === 1 ? leaving * log : (leaving * -Math.expm1((1 - s) * log)) / (s - 1);
        return (staying * shape * active) / buying;
      },
    };
  },
  orderDrawer(vector, history, weeks) {
    const [r, alpha, s, beta] = vector;
    const { repeats, observed } = history;
    const staying = chanceToStay(vector, history);
    return (random) => {
      if (random() >= staying) return 0;
      const rate = drawGamma(r + repeats, random) / (alpha + observed);
      const untilLeaving = (beta + observed) * Math.expm1(-Math.log(random()) / s);
      return drawPoisson(rate * Math.min(weeks, untilLeaving), random);
    };
  },
};

function logLikelihood(vector: ParameterVector, histories: GroupedHistories): number {
  const [r, alpha, s, beta] = vector;
  const { repeats, lastAge, observed, counts } = histories;
  const perShop = r * Math.log(alpha) - logGamma(r) + s * Math.log(beta);
  let sum = 0;
  let perRepeats = 0;
  let before = -1;
  for (let index = 0; index < counts.length; index += 1) {
    const x = repeats[index] ?? 0;
    if (x !== before) {
      perRepeats = perShop + logGamma(r + x);
      before = x;
    }
    const terms = logTerms(vector, x, lastAge[index] ?? 0, observed[index] ?? 0);
    sum += (counts[index] ?? 0) * (perRepeats + logAddExp(terms.stayed, terms.left));
  }
  return sum;
}

/** The two ways to a history, in logarithms, up to a common factor: still there, or left since the last purchase. */
function logTerms(
  [r, alpha, s, beta]: ParameterVector,
  repeats: number,
  lastAge: number,
  observed: number,
): { stayed: number; left: number } {
  const shape = r + repeats;
  return {
    stayed: -shape * Math.log(alpha + observed) - s * Math.log(beta + observed),
    left: Math.log(s) + logParetoIntegral({ alpha, beta, shape, s, from: lastAge, to: observed }),
  };
}

function chanceToStay(vector: ParameterVector, history: RepeatHistory): number {
  const { repeats, lastAge, observed } = history;
  const { stayed, left } = logTerms(vector, repeats, lastAge, observed);
  return 1 / (1 + Math.exp(left - stayed));
}
