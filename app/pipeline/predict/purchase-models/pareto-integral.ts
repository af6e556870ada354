import { gaussLegendre } from "../numeric/gauss-legendre.ts";

const USUAL = gaussLegendre(8);
/** Enough for stretches in which the integrand hardly changes: those of customers who bought lately. */
const SHORT = gaussLegendre(4);
const SHORT_FALL = 0.35;

/** The integrand falls by at most this many powers of e within the first stretch. */
const FIRST_FALL = 4;
/** No stretch is longer, in logarithmic age: the nearest pole of the integrand lies pi away. */
const LONGEST = 3;

/**
 * ln of the integral, over y from `from` to `to`, of (alpha + y)^-shape (beta + y)^-(s + 1): minus infinity where
 * the interval is empty. It is the chance to leave at age y and buy until then, up to factors (Schmittlein,
 * Morrison & Colombo 1987, appendix), and what the literature writes as a difference of two hypergeometric
 * functions, which cancels, and converges slowly where alpha and beta are far apart.
 *
 * By Gauss-Legendre in u = ln((m + y) / (m + from)), m the smaller of alpha and beta: there the logarithm of the
 * integrand is never steeper than shape + s, so that a few stretches, each twice the one before, give five digits anywhere within the bounds and ten in most places.
 */
export function logParetoIntegral(input: {
  alpha: number;
  beta: number;
  shape: number;
  s: number;
  from: number;
  to: number;
}): number {
  const { alpha, beta, shape, s, from, to } = input;
  const near = Math.min(alpha, beta);
  const far = Math.max(alpha, beta);
  const nearPower = alpha <= beta ? shape : s + 1;
  const farPower = alpha <= beta ? s + 1 : shape;
  const apart = far - near;
  const begin = near + from;
  const end = Math.log((near + to) / begin);
  if (!(end > 0)) return -Infinity;

  // At u the integrand is begin^(1 - nearPower) e^((1 - nearPower) u) (begin e^u + apart)^-farPower.
  const farAtBegin = Math.log(begin + apart);
  let sum = 0;
  let stretch = Math.min(LONGEST, FIRST_FALL / (shape + s + 1));
  for (let start = 0; start < end;) {
    const stop = start + 1.5 * stretch < end ? start + stretch : end;
    const half = (stop - start) / 2;
    const { nodes, weights } = half * (shape + s + 1) < SHORT_FALL ? SHORT : USUAL;
    let part = 0;
    for (let index = 0; index < nodes.length; index += 1) {
      const u = start + half * (1 + (nodes[index] ?? 0));
      const farLog = Math.log(begin * Math.exp(u) + apart) - farAtBegin;
      part += (weights[index] ?? 0) * Math.exp((1 - nearPower) * u - farPower * farLog);
    }
    sum += half * part;
    start = stop;
    stretch = Math.min(LONGEST, 2 * stretch);
  }
  return Math.log(sum) + (1 - nearPower) * Math.log(begin) - farPower * farAtBegin;
}
