import type { ShopBenchmarks } from "../score/benchmarks.ts";
import { assertNever } from "../shared/outcome.ts";
import type { TimeZone } from "../shared/time-zone.ts";
import type { Instant } from "../shared/time.ts";
import type { Duration, Window } from "./condition-tree.ts";

/** What lengths of time are measured with. */
export interface Measure {
  zone: TimeZone;
  benchmarks: ShopBenchmarks;
}

/**
 * The instant at which so much time has passed since `at`: it is over from this instant on. Whole days are over at
 * local midnights, also of days that have 23 or 25 hours. An empty longest-of is over at once.
 */
export function endOf(at: Instant, duration: Duration, measure: Measure): Instant {
  switch (duration.kind) {
    case "fixed":
      return at + duration.ms;
    case "days":
      return measure.zone.startOf(measure.zone.dayOf(at) + duration.days);
    case "typical-gaps":
      return at + Math.round(duration.times * measure.benchmarks.typicalGapMs);
    case "longest-of":
      return duration.of.reduce((last, part) => Math.max(last, endOf(at, part, measure)), at);
    default:
      return assertNever(duration);
  }
}

/** Since when things are in a window at an instant: those of this instant and later are. */
export function windowStart(window: Window | null, at: Instant, zone: TimeZone): Instant {
  if (window === null) return -Infinity;
  if (window.kind === "fixed") return at - window.ms + 1;
  return zone.startOf(zone.dayOf(at) - window.days + 1);
}
