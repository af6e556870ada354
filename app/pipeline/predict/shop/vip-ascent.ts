import { gammaShareBelow } from "../numeric/gamma-distribution.ts";
import { countChances } from "./negative-binomial.ts";
import type { CountOutlook } from "./negative-binomial.ts";
import type { Probability } from "./probability.ts";

/** Where every purchase was worth the same, the next one is still not certain to be. */
const LEAST_SPREAD = 0.05;
/** A total that is known to one part in seventy; keeps the distribution's series short. */
const MOST_SHAPE = 5000;

/**
 * The probability that purchases within a horizon add up to what is missing: over the chances of each number of
 * purchases, the chance that so many reach the sum. Their total is taken to be gamma distributed: never negative and
 * skewed as amounts are, so that the smallest sum is reached by any purchase.
 */
export function probabilityToReach(input: {
  missingMinor: number;
  count: CountOutlook;
  valueMinor: number;
  /** Standard deviation of a purchase's value over its mean. */
  spread: number;
  /** Purchases without which the sum alone is not enough. */
  leastPurchases: number;
}): number {
  const { missingMinor, count, valueMinor, spread, leastPurchases } = input;
  let probability = 0;
  for (const [purchases, chance] of countChances(count).entries()) {
    if (purchases < leastPurchases) continue;
    probability += chance * chanceOfSum({ purchases, missingMinor, valueMinor, spread });
  }
  return Math.min(1, probability);
}

/** A probability is not told nearer to certainty than this, and no number of purchases is blown up further. */
const LEAST_DOUBT = 1e-6;
const MOST_TIMES = 10;

/**
 * The probability with the interval and the evidence of that to buy at all: where the latter may truly lie at `low`, as
 * many fewer purchases are to be expected as make it so, of purchases that come at random: P(any) = 1 - exp(-number).
 * @param reach the probability, if so many times the expected purchases were to be expected; it never falls with them
 */
export function withIntervalOf(toBuy: Probability, reach: (times: number) => number): Probability {
  const purchasesAt = (probability: number): number =>
    -Math.log(1 - Math.min(1 - LEAST_DOUBT, Math.max(LEAST_DOUBT, probability)));
  const timesAt = (probability: number): number =>
    Math.min(MOST_TIMES, purchasesAt(probability) / purchasesAt(toBuy.value));
  const value = reach(1);
  return {
    value,
    low: Math.min(value, reach(timesAt(toBuy.low))),
    high: Math.max(value, reach(timesAt(toBuy.high))),
    evidence: toBuy.evidence,
  };
}

function chanceOfSum(input: {
  purchases: number;
  missingMinor: number;
  valueMinor: number;
  spread: number;
}): number {
  const { purchases, missingMinor, valueMinor, spread } = input;
  if (missingMinor <= 0) return 1;
  if (purchases === 0 || valueMinor <= 0) return 0;
  const shape = Math.min(MOST_SHAPE, purchases / Math.max(LEAST_SPREAD, spread) ** 2);
  return 1 - gammaShareBelow((missingMinor / (purchases * valueMinor)) * shape, shape);
}
