import { logGamma } from "./log-gamma.ts";
import type { Random } from "./random.ts";

/** A draw from the standard normal distribution (Box & Muller 1958). */
export function drawNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
}

/** A draw from the gamma distribution with that shape > 0 and scale 1. Tiny shapes can give 0. */
export function drawGamma(shape: number, random: Random): number {
  return Math.exp(drawLogGamma(shape, random));
}

/** A draw from the beta distribution, a and b > 0: between 0 and 1, both included for tiny parameters. */
export function drawBeta(input: { a: number; b: number; random: Random }): number {
  const left = drawLogGamma(input.a, input.random);
  const right = drawLogGamma(input.b, input.random);
  return 1 / (1 + Math.exp(right - left));
}

/**
 * The logarithm of a gamma draw: Marsaglia & Tsang 2000, and below 1 their step from shape + 1. In
 * logarithms, since a shape of .001 gives draws far below the smallest number.
 */
function drawLogGamma(shape: number, random: Random): number {
  if (shape < 1) return drawLogGamma(shape + 1, random) + Math.log(random()) / shape;
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const normal = drawNormal(random);
    const root = 1 + c * normal;
    if (root <= 0) continue;
    const cube = root * root * root;
    if (Math.log(random()) < 0.5 * normal * normal + d - d * cube + d * Math.log(cube))
      return Math.log(d * cube);
  }
}

/** From here on the multiplication below would take longer than the rejection. */
const MULTIPLY_BELOW = 12;

/** A draw from the Poisson distribution, mean >= 0. */
export function drawPoisson(mean: number, random: Random): number {
  return mean < MULTIPLY_BELOW ? multiplyPoisson(mean, random) : rejectPoisson(mean, random);
}

/** Counts how many waiting times fit in (Knuth). */
function multiplyPoisson(mean: number, random: Random): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count += 1;
  return count;
}

/** The transformed rejection PTRS of Hoermann 1993, for means of 10 and more. */
function rejectPoisson(mean: number, random: Random): number {
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const accepted = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const u = random() - 0.5;
    const v = random();
    const us = 0.5 - Math.abs(u);
    const count = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= accepted) return count;
    if (count < 0 || (us < 0.013 && v > us)) continue;
    const bound = Math.log((v * inverseAlpha) / (a / (us * us) + b));
    if (bound <= count * Math.log(mean) - mean - logGamma(count + 1)) return count;
  }
}
