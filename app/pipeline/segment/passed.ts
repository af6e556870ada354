import type { Instant } from "../shared/time.ts";
import type { Duration } from "./condition-tree.ts";
import type { Length } from "./fact.ts";
import { endOf } from "./span.ts";
import type { Measure } from "./span.ts";
import { leavesOf } from "./walk-condition.ts";
import type { Leaf } from "./walk-condition.ts";

/** How long a duration is that begins at an instant: of several the one that ends last; an empty one takes no time. */
export function longestOf(at: Instant, duration: Duration, measure: Measure): Length {
  let longest: Leaf | null = null;
  for (const leaf of leavesOf(duration)) {
    if (longest === null || endOf(at, leaf, measure) > endOf(at, longest, measure)) longest = leaf;
  }
  if (longest?.kind === "days") return { days: longest.days };
  return { ms: longest === null ? 0 : endOf(at, longest, measure) - at };
}

/** How long ago an instant was, in the measure of what it is held against: days of the calendar where these decide. */
export function passedBetween(
  at: Instant,
  asOf: Instant,
  limit: Length,
  { zone }: Measure,
): Length {
  return "days" in limit ? { days: zone.dayOf(asOf) - zone.dayOf(at) } : { ms: asOf - at };
}
