/** Below it the series of Stirling is too coarse and the argument is moved up. */
const SERIES_FROM = 10;

/** Half the logarithm of 2 pi. */
const HALF_LOG_TWO_PI = 0.918938533204672741780329736406;

/**
 * The logarithm of the gamma function, for x > 0. Exact to about 14 digits: the recurrence
 * ln G(x) = ln G(x + 1) - ln x up to 10, then Stirling's series (Abramowitz & Stegun 6.1.41).
 */
export function logGamma(x: number): number {
  let product = 1;
  let moved = x;
  while (moved < SERIES_FROM) {
    product *= moved;
    moved += 1;
  }
  const inverse = 1 / moved;
  const square = inverse * inverse;
  const series =
    inverse *
    (1 / 12 -
      square *
        (1 / 360 -
          square *
            (1 / 1260 - square * (1 / 1680 - square * (1 / 1188 - square * (691 / 360360))))));
  return (moved - 0.5) * Math.log(moved) - moved + HALF_LOG_TWO_PI + series - Math.log(product);
}

/** The logarithm of the beta function, for positive arguments. */
export function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/** ln(e^a + e^b) without overflow; minus infinity stands for nothing to add. */
export function logAddExp(a: number, b: number): number {
  const high = Math.max(a, b);
  const low = Math.min(a, b);
  return low === -Infinity ? high : high + Math.log1p(Math.exp(low - high));
}
