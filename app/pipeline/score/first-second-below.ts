import { HOUR_MS, SECOND_MS } from "../shared/time.ts";
import type { Instant } from "../shared/time.ts";

/** Curves that stay above a threshold longer than this are taken to stay there for good. */
const FOREVER_SECONDS = 200 * 365 * 24 * (HOUR_MS / SECOND_MS);

/** A place on the curve, in whole seconds, and its height there. */
interface Point {
  second: number;
  height: number;
}

/**
 * The first whole second after `after` at which a curve that never rises lies below `threshold`,
 * or null when it does not get there. Exact: the search ends with two neighboring seconds of which
 * the first is not below and the second is. Guesses from the curve's shape only save steps.
 */
export function firstSecondBelow(input: {
  curve: (at: Instant) => number;
  threshold: number;
  after: Instant;
  /** Where only an earlier second is of interest: null then says that there is none. */
  until?: Instant | undefined;
}): Instant | null {
  const { curve, threshold, after, until = Infinity } = input;
  const pointAt = (second: number): Point => ({ second, height: curve(second * SECOND_MS) });

  // `low` is not below (or is not after `after`), `high` is.
  let low: Point = { second: Math.floor(after / SECOND_MS), height: Infinity };
  let high = pointAt(until < Infinity ? endOf(low, until) : low.second + 1);
  if (until < Infinity && !(high.height < threshold)) return null;
  for (let step = HOUR_MS / SECOND_MS; !(high.height < threshold); step *= 4) {
    if (step > FOREVER_SECONDS) return null;
    low = high;
    high = pointAt(low.second + step);
  }

  const narrow = (second: number): void => {
    if (second <= low.second || second >= high.second) return;
    const point = pointAt(second);
    if (point.height < threshold) high = point;
    else low = point;
  };
  while (high.second - low.second > 1) {
    const width = high.second - low.second;
    const guess = guessCrossing({ low, high, threshold });
    narrow(guess);
    // A good guess leaves nearly all of the width on one side: try to cut that side off as well.
    const margin = Math.max(1, Math.floor(width / 32));
    narrow(high.second === guess ? guess - margin : guess + margin);
    narrow(Math.floor((low.second + high.second) / 2));
  }
  return high.second * SECOND_MS;
}

/** The second from which on nothing is of interest any more. */
const endOf = (low: Point, until: Instant): number =>
  Math.max(low.second + 1, Math.ceil(until / SECOND_MS));

/** Where the crossing would be were the curve one exponential: points mostly are a sum of a few. */
function guessCrossing(input: { low: Point; high: Point; threshold: number }): number {
  const { low, high, threshold } = input;
  const part = Math.log(low.height / threshold) / Math.log(low.height / Math.max(1, high.height));
  const width = high.second - low.second;
  const guess = low.second + Math.round(width * (part >= 0 && part <= 1 ? part : 0.5));
  return Math.min(high.second - 1, Math.max(low.second + 1, guess));
}
