import { logGamma } from "./log-gamma.ts";

const MAX_TERMS = 1000;
const PRECISION = 1e-15;
const TINY = 1e-300;
const HALVINGS = 200;

/**
 * The share of a gamma distribution of rate 1 below `x`, for a positive shape: the regularised lower incomplete gamma
 * function, by its series below the mean and by its continued fraction above (DLMF 8.11.4, 8.9.2). All of it lies below
 * infinity, which a quotient by next to nothing is.
 */
export function gammaShareBelow(x: number, shape: number): number {
  if (!(x > 0)) return 0;
  if (x === Infinity) return 1;
  const front = Math.exp(shape * Math.log(x) - x - logGamma(shape));
  const share = x < shape + 1 ? front * series(x, shape) : 1 - front * fraction(x, shape);
  return Math.min(1, Math.max(0, share));
}

/** The value below which a share of a gamma distribution lies; a share of 0 to below 1, positive shape and rate. */
export function gammaQuantile(
  share: number,
  { shape, rate }: { shape: number; rate: number },
): number {
  let low = 0;
  let high = shape + 1;
  while (gammaShareBelow(high, shape) < share && high < 1e12) high *= 2;
  for (let step = 0; step < HALVINGS; step += 1) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (gammaShareBelow(middle, shape) < share) low = middle;
    else high = middle;
  }
  return high / rate;
}

function series(x: number, shape: number): number {
  let term = 1 / shape;
  let sum = term;
  for (let n = 1; n <= MAX_TERMS; n += 1) {
    term *= x / (shape + n);
    sum += term;
    if (term < sum * PRECISION) break;
  }
  return sum;
}

function fraction(x: number, shape: number): number {
  let b = x + 1 - shape;
  let c = 1 / TINY;
  let d = 1 / (Math.abs(b) < TINY ? TINY : b);
  let result = d;
  for (let n = 1; n <= MAX_TERMS; n += 1) {
    const numerator = -n * (n - shape);
    b += 2;
    d = numerator * d + b;
    if (Math.abs(d) < TINY) d = TINY;
    c = b + numerator / c;
    if (Math.abs(c) < TINY) c = TINY;
    d = 1 / d;
    const step = d * c;
    result *= step;
    if (Math.abs(step - 1) < PRECISION) break;
  }
  return result;
}
