import { logGamma } from "../numeric/log-gamma.ts";
import { minimise } from "../numeric/minimise.ts";
import type { GroupedHistories } from "./grouped-histories.ts";

const BOUND = 10; // of the logarithms of r and alpha
const STEP = 0.5;

/**
 * The highest log-likelihood of the NBD (Ehrenberg 1959): rates spread as a gamma distribution and nobody ever
 * leaves. All models of this folder become it where leaving fades out, so it is what they must beat before their
 * word on leaving counts. On the scale of theirs.
 */
export function bestNbdLogLikelihood(histories: GroupedHistories): number {
  if (histories.totalRepeats === 0) return 0; // a rate of nothing explains nothing exactly
  const start = [0, Math.log(Math.max(histories.totalObserved, 1e-3) / histories.totalRepeats)];
  const { value } = minimise({
    of: ([logR = 0, logAlpha = 0]) => {
      const outside = Math.max(0, Math.abs(logR) - BOUND, Math.abs(logAlpha) - BOUND);
      return outside > 0
        ? Infinity
        : -nbdLogLikelihood(Math.exp(logR), Math.exp(logAlpha), histories);
    },
    start,
    step: STEP,
  });
  return -value;
}

function nbdLogLikelihood(r: number, alpha: number, histories: GroupedHistories): number {
  const { repeats, observed, counts } = histories;
  const perShop = r * Math.log(alpha) - logGamma(r);
  let sum = 0;
  let perRepeats = 0;
  let before = -1;
  for (let index = 0; index < counts.length; index += 1) {
    const x = repeats[index] ?? 0;
    if (x !== before) {
      perRepeats = perShop + logGamma(r + x);
      before = x;
    }
    sum += (counts[index] ?? 0) * (perRepeats - (r + x) * Math.log(alpha + (observed[index] ?? 0)));
  }
  return sum;
}
