import type { Instant } from "../shared/time.ts";
import type { Moment } from "./condition-tree.ts";
import { passesAt } from "./occurrence.ts";
import type { Occurrence } from "./occurrence.ts";

/** The first or last instant among the occurrences that pass at `at`; null: it never happened. */
export function momentAt(
  kind: Moment["kind"],
  occurrences: readonly Occurrence[],
  at: Instant,
): Instant | null {
  let found: Instant | null = null;
  for (const occurrence of occurrences) {
    if (!passesAt(occurrence, at)) continue;
    if (kind === "first") {
      if (found === null || occurrence.firstAt < found) found = occurrence.firstAt;
    } else if (found === null || occurrence.lastAt > found) found = occurrence.lastAt;
  }
  return found;
}

/** Both ends of occurrences: the instants that can become a moment as others cease to pass. */
export const momentsOf = (occurrences: readonly Occurrence[]): Instant[] =>
  occurrences.flatMap(({ firstAt, lastAt }) => [firstAt, lastAt]);

export const isTimeless = (occurrences: readonly Occurrence[]): boolean =>
  occurrences.every(({ passes }) => passes === null);
