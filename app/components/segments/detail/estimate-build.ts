import type { Instant } from "../../../pipeline/shared/time.ts";

/** Less than this says nothing of a pace: the first batch alone may have waited for something. */
const LEAST_MS = 1000;

/**
 * How long a build still takes at the pace that it has had, in ms. What it waited before its first batch, for tags of others or
 * for the shop's first scoring, counts for nothing.
 * @returns null while no pace is known
 */
export function estimateBuild(
  build: { done: number; total: number; judgingSince: Instant | null },
  asOf: Instant,
): number | null {
  const { done, total, judgingSince } = build;
  if (judgingSince === null || done <= 0 || asOf - judgingSince < LEAST_MS) return null;
  return ((asOf - judgingSince) * Math.max(0, total - done)) / done;
}
