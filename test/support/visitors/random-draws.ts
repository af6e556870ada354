import { createSeededRandom } from "../../../dev-store/webhooks/seeded-random.ts";

/** Draws that the visitors of a simulated shop are made of; the same seed gives the same. */
export interface Draws {
  /** In [0, 1). */
  uniform(): number;
  chance(probability: number): boolean;
  /** Standard normal. */
  normal(): number;
  /** Median and sigma of the logarithm. */
  logNormal(median: number, sigma: number): number;
  exponential(mean: number): number;
  /** 0 to `below` - 1, the first much more often than the last. */
  skewed(below: number): number;
}

export function createDraws(seed: number): Draws {
  const uniform = createSeededRandom(seed);
  // Box and Muller's transform; 1 - u keeps the logarithm finite.
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return {
    uniform,
    normal,
    chance: (probability) => uniform() < probability,
    logNormal: (median, sigma) => median * Math.exp(sigma * normal()),
    exponential: (mean) => -mean * Math.log(1 - uniform()),
    skewed: (below) => Math.floor(below * uniform() ** 2.5),
  };
}
