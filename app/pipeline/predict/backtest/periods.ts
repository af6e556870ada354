import type { CustomerHistory } from "../features/customer-history.ts";
import { observeOutcomes } from "../features/outcomes.ts";
import type { Outcomes } from "../features/outcomes.ts";
import { takeSnapshot } from "../features/snapshot.ts";
import type { Snapshot } from "../features/snapshot.ts";
import type { Instant } from "../../shared/time.ts";

/** Customers as they were at a cut, and what they did in the horizon after it. */
export interface Period {
  snapshot: Snapshot;
  outcomes: Outcomes;
}

export function takePeriod(
  histories: readonly CustomerHistory[],
  cut: Instant,
  horizonMs: number,
): Period {
  const snapshot = takeSnapshot(histories, cut);
  return { snapshot, outcomes: observeOutcomes(snapshot, horizonMs) };
}

/** The first order of all; null without any. */
export function beginningOf(histories: readonly CustomerHistory[]): Instant | null {
  let first: Instant | null = null;
  for (const { orders } of histories) {
    const placedAt = orders[0]?.placedAt;
    if (placedAt !== undefined && (first === null || placedAt < first)) first = placedAt;
  }
  return first;
}
