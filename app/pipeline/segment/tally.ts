import type { Instant } from "../shared/time.ts";
import type { Window } from "./condition-tree.ts";
import { passesAt, periodBreaks } from "./occurrence.ts";
import type { Occurrence } from "./occurrence.ts";
import { endOf, windowStart } from "./span.ts";
import type { Measure } from "./span.ts";
import { firstChange, NEVER } from "./verdict.ts";

/** What is added up of occurrences; never below 0 for counts and net orders, so that what leaves only lessens it. */
export type Measured = "count" | "valueMinor";

interface Tally {
  occurrences: readonly Occurrence[];
  measured: Measured;
  window: Window | null;
  measure: Measure;
}

/** The total of what is in the window and passes at an instant; with products told apart the greatest of theirs. */
export function tallyAt({ occurrences, measured, window, measure }: Tally, at: Instant): number {
  const start = windowStart(window, at, measure.zone);
  let total = 0;
  for (const occurrence of occurrences) {
    if (occurrence.since >= start && passesAt(occurrence, at)) total += occurrence[measured];
  }
  return total;
}

/** The same with the occurrences of each product added up apart. */
export function greatestTallyAt(tally: Tally, at: Instant): number {
  const { occurrences, measured, window, measure } = tally;
  const start = windowStart(window, at, measure.zone);
  const totals = new Map<string | null, number>();
  let greatest = 0;
  for (const occurrence of occurrences) {
    if (occurrence.since < start || !passesAt(occurrence, at)) continue;
    const total = (totals.get(occurrence.product) ?? 0) + occurrence[measured];
    totals.set(occurrence.product, total);
    if (total > greatest) greatest = total;
  }
  return greatest;
}

/** Every instant after `asOf` at which a total can change by itself. */
export function* tallyBreaks(
  { occurrences, window, measure }: Omit<Tally, "measured">,
  asOf: Instant,
): Generator<Instant> {
  yield* periodBreaks(occurrences);
  if (window === null) return;
  const start = windowStart(window, asOf, measure.zone);
  for (const { since } of occurrences) {
    if (since >= start) yield endOf(since, window, measure);
  }
}

/** When a verdict on a total changes by itself. */
export function tallyFlip(input: {
  tally: Tally;
  totalAt: (tally: Tally, at: Instant) => number;
  isMet: (total: number) => boolean;
  asOf: Instant;
  limit: Instant;
}): Instant {
  const { tally, totalAt, isMet, asOf, limit } = input;
  const isTimeless = tally.window === null && tally.occurrences.every((one) => one.passes === null);
  if (isTimeless) return NEVER;
  return firstChange({
    met: isMet(totalAt(tally, asOf)),
    metAt: (at) => isMet(totalAt(tally, at)),
    breaks: tallyBreaks(tally, asOf),
    asOf,
    limit,
  });
}
