import { countChances } from "./negative-binomial.ts";
import type { CountOutlook } from "./negative-binomial.ts";

/**
 * The probability that purchases within a horizon add up to what is missing: over the chances of each number of
 * purchases, the chance that so many reach the sum, their total being about normal.
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
  const mean = purchases * valueMinor;
  const deviation = Math.sqrt(purchases) * valueMinor * Math.max(0.05, spread);
  return normalAbove((missingMinor - mean) / deviation);
}

/** P(Z > z) of the standard normal, by Abramowitz & Stegun 26.2.17: within 1e-7. */
function normalAbove(z: number): number {
  const size = Math.abs(z);
  const t = 1 / (1 + 0.2316419 * size);
  const density = Math.exp((-size * size) / 2) / Math.sqrt(2 * Math.PI);
  const tail =
    density *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return z >= 0 ? tail : 1 - tail;
}
