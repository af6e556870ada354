/** A number of purchases: a mean, and a shape. The smaller the shape, the more the rates of customers differ. */
export interface CountOutlook {
  mean: number;
  /** Above 0. The variance is mean + mean^2 / shape. */
  shape: number;
}

/** Beyond so many nobody counts; keeps the sums short for any mean. */
const MOST = 2000;
const TAIL = 1e-9;

/**
 * The chances of 0, 1, 2 … purchases, up to where next to nothing is left; their sum is 1: a Poisson count whose rate is gamma
 * distributed, which is what the models of repeat purchase make of a rate that is known through past purchases
 * (Ehrenberg 1959; Schmittlein, Morrison & Colombo 1987).
 */
export function countChances({ mean, shape }: CountOutlook): number[] {
  if (!(mean > 0)) return [1];
  const stay = shape / (shape + mean);
  let chance = stay ** shape;
  // A mean so large that nobody is left at 0 is beyond what a customer can buy in a horizon.
  if (chance === 0) return [...Array<number>(Math.min(MOST, Math.round(mean))).fill(0), 1];
  const chances = [chance];
  let left = 1 - chance;
  for (let count = 1; left > TAIL && count < MOST; count += 1) {
    chance *= ((shape + count - 1) / count) * (1 - stay);
    left -= chance;
    chances.push(chance);
  }
  // What is left is beyond the last count: told as that count, so that the chances are those of everything.
  chances[chances.length - 1] = chance + Math.max(0, left);
  return chances;
}

/** The smallest count that is not exceeded with a chance of at least `share`. */
export function countQuantile(chances: readonly number[], share: number): number {
  let sum = 0;
  for (const [count, chance] of chances.entries()) {
    sum += chance;
    if (sum >= share) return count;
  }
  return chances.length - 1;
}
