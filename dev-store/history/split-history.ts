import type { Happening } from "./history.ts";

export interface SplitHistory {
  backfill: Happening[];
  live: Happening[];
}

/**
 * Cuts a history in two in time: the first `share` of the happenings (by number, default half) is
 * what a shop had before it installed the app, the rest is what it lives through with it. What
 * happened at one instant stays on one side, the first. Empty in, empty out; a history of a single
 * instant has no live part.
 */
export function splitHistory(happenings: readonly Happening[], share = 0.5): SplitHistory {
  let end = Math.ceil(happenings.length * share);
  const boundary = happenings[end - 1]?.at;
  while (end > 0 && end < happenings.length && happenings[end]?.at === boundary) end += 1;
  return { backfill: happenings.slice(0, end), live: happenings.slice(end) };
}
