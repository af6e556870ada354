import { gammaShareBelow } from "../numeric/gamma-distribution.ts";
import { countChances } from "./negative-binomial.ts";
import type { CountOutlook } from "./negative-binomial.ts";

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
