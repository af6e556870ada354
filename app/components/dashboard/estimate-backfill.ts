import type { Instant } from "../../pipeline/shared/time.ts";

/** How far the history of one resource has been read. */
export interface BackfillStep {
  resource: string;
  loaded: number;
  /** null until Shopify has told how many there are. */
  total: number | null;
  startedAt: Instant;
  finishedAt: Instant | null;
}

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
