import { logBeta } from "./log-gamma.ts";

const MAX_TERMS = 500;
const PRECISION = 1e-15;
/** Keeps Lentz's fractions from dividing by nothing. */
const TINY = 1e-300;
/** Halvings of the unit interval that leave nothing of a double's digits. */
const HALVINGS = 200;

/**
 * The share of a beta distribution below `x`, for positive `a` and `b`: the regularised incomplete beta function, by its
 * continued fraction (DLMF 8.17.22) on the side on which it converges fast. 0 below 0 and 1 above 1.
 */
export function betaShareBelow(x: number, { a, b }: { a: number; b: number }): number {
  if (!(x > 0)) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b));
  const share =
    x < (a + 1) / (a + b + 2)
      ? (front / a) * continuedFraction(x, a, b)
      : 1 - (front / b) * continuedFraction(1 - x, b, a);
  return Math.min(1, Math.max(0, share));
}

/** The value below which a share of a beta distribution lies, from 0 to 1; the inverse of `betaShareBelow`. */
export function betaQuantile(share: number, shape: { a: number; b: number }): number {
  let low = 0;
  let high = 1;
  for (let step = 0; step < HALVINGS; step += 1) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (betaShareBelow(middle, shape) < share) low = middle;
    else high = middle;
  }
  return high;
}

/** 1 / (1 + d1 / (1 + d2 / (1 + …))), by the modified method of Lentz. */
function continuedFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m <= MAX_TERMS; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / awayFromZero(1 + even * d);
    c = awayFromZero(1 + even / c);
    result *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / awayFromZero(1 + odd * d);
    c = awayFromZero(1 + odd / c);
    const step = d * c;
    result *= step;
    if (Math.abs(step - 1) < PRECISION) break;
  }
  return result;
}

const awayFromZero = (value: number): number => (Math.abs(value) < TINY ? TINY : value);
