import type { Snapshot } from "../features/snapshot.ts";

/** Beyond it the spread of values is that of a few large orders. */
const MOST_SPREAD = 3;

/** Standard deviation of a purchase's value over its mean, over a shop's purchases; 0 where nothing was paid. */
export function spreadOf({ purchases }: Snapshot): number {
  const values = purchases.flatMap((own) => own.map(({ totalMinor }) => totalMinor));
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  if (!(mean > 0)) return 0;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return Math.min(MOST_SPREAD, Math.sqrt(variance) / mean);
}
