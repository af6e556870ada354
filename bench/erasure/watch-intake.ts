import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { insertRawEvents } from "../../app/db/raw-events.ts";
import { workFor } from "../../app/db/shop-scope.ts";
import { ingestShop } from "../../app/services/ingest-shop.ts";

const EVERY_MS = 10;

export interface IntakeWaits {
  /** Longest in seconds: until an event was stored, and from then until it was taken in. */
  stored: number;
  takenIn: number;
}

/** Sends a shop one event after the other, takes each in as the worker does, and tells how long that lasted at most. */
export function watchIntake(
  pool: pg.Pool,
  { shopId, now }: { shopId: number; now: number },
): { stop(): Promise<IntakeWaits> } {
  const longest: IntakeWaits = { stored: 0, takenIn: 0 };
  let isStopped = false;
  const watch = async (): Promise<IntakeWaits> => {
    while (!isStopped) {
      const sentAt = performance.now();
      const event = { key: randomUUID(), topic: "browse_events", wire: toWire(now) };
      await insertRawEvents(pool, shopId, { source: "proxy", receivedAt: now, events: [event] });
      const storedAt = performance.now();
      longest.stored = Math.max(longest.stored, (storedAt - sentAt) / 1000);
      while ((await ingestShop({ pool, shopId, now, limit: 500 })).outcome === "busy")
        await sleep(1);
      longest.takenIn = Math.max(longest.takenIn, (performance.now() - storedAt) / 1000);
      await sleep(EVERY_MS);
    }
    return longest;
  };
  const watching = workFor(shopId, watch);
  return {
    stop() {
      isStopped = true;
      return watching;
    },
  };
}

/** Of a visitor who comes once. */
function toWire(now: number): object {
  const instant = new Date(now).toISOString();
  const ids = { productId: "1", variantId: null, collectionId: null };
  return {
    ...{ clientId: randomUUID(), customerId: null, sessionId: randomUUID(), cartToken: null },
    ...{ sentAt: instant, consent: { analytics: true, marketing: true } },
    events: [{ kind: "product_viewed", occurredAt: instant, path: "/", touch: null, ...ids }],
  };
}
