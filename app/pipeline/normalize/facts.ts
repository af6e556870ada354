import type { BehavioralEvent } from "../shared/records.ts";
import { TRUST_LEVELS } from "../shared/signals.ts";
import { compareRefs, compareTexts } from "./identity.ts";

/**
 * Which of two tellings of one fact is the better, negative for the first: the more trusted, then the
 * earlier, then the one that hangs on the more certain identity; beyond that a fixed order, so that the
 * best of any tellings is the same whatever order they come in. 0: they are equal.
 */
export function compareTellings(a: BehavioralEvent, b: BehavioralEvent): number {
  return (
    TRUST_LEVELS.indexOf(a.trust) - TRUST_LEVELS.indexOf(b.trust) ||
    a.occurredAt - b.occurredAt ||
    compareRefs(a.subject, b.subject) ||
    b.value - a.value ||
    compareTexts(a.signal, b.signal) ||
    compareTexts(b.about ?? "", a.about ?? "")
  );
}

/** The best telling of every fact, by key. */
export function bestTellings(events: Iterable<BehavioralEvent>): Map<string, BehavioralEvent> {
  const best = new Map<string, BehavioralEvent>();
  for (const event of events) {
    const known = best.get(event.key);
    if (known === undefined || compareTellings(event, known) < 0) best.set(event.key, event);
  }
  return best;
}
