import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/**
 * Chance as an argument: each call gives the next number of a sequence, uniform strictly between 0 and 1.
 * The same seed gives the same sequence, so whatever is computed with it can be computed again.
 */
export type Random = () => number;

const TWO_POW_26 = 2 ** 26;
const TWO_POW_52 = 2 ** 52;

/** A sequence from a seed, any integer. Two seeds give sequences that have nothing to do with each other. */
export function seedRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  return () => {
    const high = generator.next() >>> 6; // 26 bits
    const low = generator.next() >>> 6; // 26 bits
    // Half a step keeps it off 0, whose logarithm is not finite, and off 1 as well.
    return (high * TWO_POW_26 + low + 0.5) / TWO_POW_52;
  };
}
