import type { Instant } from "../shared/time.ts";

/**
 * When a profile must be looked at again although nothing happens: the earliest of the instants
 * at which something about it can change. One that is already past gives `asOf` plus a
 * millisecond, at once but never in a loop within one look. null: not before the next event.
 */
export function profileDueAt(input: {
  asOf: Instant;
  candidates: readonly (Instant | null)[];
}): Instant | null {
  const instants = input.candidates.filter((instant) => instant !== null);
  return instants.length === 0 ? null : Math.max(input.asOf + 1, Math.min(...instants));
}
