import { createSightings, factOf, type Sighting } from "./sightings.ts";
import type { WireEvent } from "./wire.ts";

/** How long an event waits for the storefront script's word about the same fact. */
export const PATIENCE_MS = 2000;

/** The server takes no more in one batch. */
const MAX_EVENTS = 50;

export interface Outbox {
  add(event: WireEvent): void;
  /** The storefront's script has recorded a fact. */
  see(sighting: Sighting): void;
  /** Forgets everything that is not sent. */
  clear(): void;
}

export interface OutboxEnvironment {
  now(): number;
  wait(ms: number): Promise<void>;
  /** Whether the storefront's script has run in this browser. */
  isScriptThere(): Promise<boolean>;
  send(events: WireEvent[]): void;
}

interface Waiting {
  event: WireEvent;
  fact: string;
  isMet: boolean;
}

/**
 * Collects events and sends them in small batches. Where the storefront's script runs, an event waits for its
 * word and takes over its instant, so that the server sees one fact told twice and not two facts. Where it
 * does not run, nothing waits. What belongs to the checkout, where the script never runs, goes at once, and all
 * else with it.
 */
export function createOutbox({ now, wait, isScriptThere, send }: OutboxEnvironment): Outbox {
  const sightings = createSightings(now);
  let waiting: Waiting[] = [];
  let isTimed = false;

  const flush = (): void => {
    const events = waiting.map(({ event }) => event);
    waiting = [];
    while (events.length > 0) send(events.splice(0, MAX_EVENTS));
  };
  const settle = async (): Promise<void> => {
    if (waiting.some(({ event }) => event.checkoutToken !== undefined)) return flush();
    // Meanwhile more may come: what a page publishes at its start goes in one batch.
    const mustWait = await isScriptThere();
    if (!mustWait || waiting.every(({ isMet }) => isMet)) return flush();
    if (isTimed) return;
    isTimed = true;
    await wait(PATIENCE_MS);
    isTimed = false;
    flush();
  };

  return {
    add(event) {
      const fact = factOf(event);
      const sighting = sightings.take(fact);
      if (sighting !== undefined) event = { ...event, occurredAt: sighting.occurredAt };
      waiting.push({ event, fact, isMet: sighting !== undefined });
      void settle();
    },
    see(sighting) {
      const match = waiting.find(({ fact, isMet }) => !isMet && fact === sighting.fact);
      if (match === undefined) return sightings.keep(sighting);
      match.event = { ...match.event, occurredAt: sighting.occurredAt };
      match.isMet = true;
      void settle();
    },
    clear() {
      waiting = [];
      sightings.clear();
    },
  };
}
