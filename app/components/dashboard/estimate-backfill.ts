import type { Instant } from "../../pipeline/shared/time.ts";
import type { BackfillStep } from "../../queries/read-backfill.ts";

/**
 * How many milliseconds the rest of a backfill takes at the speed of all rows so far.
 * @returns null when it cannot be said yet: nothing was read, or a total is not known; 0 when all is read
 */
export function estimateBackfill(steps: readonly BackfillStep[], now: Instant): number | null {
  const open = steps.filter(({ finishedAt }) => finishedAt === null);
  if (open.length === 0) return 0;
  if (open.some(({ total }) => total === null)) return null;
  const loaded = steps.reduce((sum, step) => sum + step.loaded, 0);
  const elapsed = now - Math.min(...steps.map(({ startedAt }) => startedAt));
  if (loaded === 0 || elapsed <= 0) return null;
  const left = open.reduce((sum, step) => sum + Math.max(0, (step.total ?? 0) - step.loaded), 0);
  return (left * elapsed) / loaded;
}
