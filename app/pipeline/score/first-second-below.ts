import { HOUR_MS, SECOND_MS } from "../shared/time.ts";
import type { Instant } from "../shared/time.ts";

/** Curves that stay above a threshold longer than this are taken to stay there for good. */
const FOREVER_MS = 200 * 365 * 24 * HOUR_MS;

/**
 * The first whole second after `after` at which a curve that never rises lies below `threshold`:
 * found by doubling steps, then by halving the last of them, so it is exact and not an estimate.
 * null when the curve does not get there.
 */
export function firstSecondBelow(input: {
  curve: (at: Instant) => number;
  threshold: number;
  after: Instant;
}): Instant | null {
  const { curve, threshold, after } = input;
  // In seconds from here on. `low` is not below (or is `after` itself), `high` is.
  let low = Math.floor(after / SECOND_MS);
  let high = low + 1;
  for (let step = HOUR_MS / SECOND_MS; !(curve(high * SECOND_MS) < threshold); step *= 2) {
    if (step * SECOND_MS > FOREVER_MS) return null;
    low = high;
    high = low + step;
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (curve(middle * SECOND_MS) < threshold) high = middle;
    else low = middle;
  }
  return high * SECOND_MS;
}
