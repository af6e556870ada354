import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { insertRawEventGroup } from "../../app/db/raw-events.ts";
import { drawBatches, type StoredBatch } from "../score/draw-batches.ts";

/** What arrives within one statement of the edge at most. */
const GROUP = 500;
const TICK_MS = 50;
const PROBE_EVERY = 40;

export interface Shop {
  shopId: number;
  customers: number;
  clock: () => number;
}

/** The rest are seen when they are looked for alone. */
const BUSY_SHARE = 0.9;

/**
 * Batches of visitors of a shop, of this instant; each call draws others.
 * @param told.run others than those of other runs
 */
export function createTraffic(shop: Shop, told: { eventsEach: number; run: number }) {
  const { eventsEach, run } = told;
  let seed = run * 1_000_000;
  const draw = (batches: number, customers?: readonly number[]): StoredBatch[] => {
    seed += 1;
    return drawBatches({
      ...{ batches, eventsEach, seed, customers },
      ...{ browsers: Math.floor(shop.customers * BUSY_SHARE), until: shop.clock(), withinMs: 0 },
    });
  };
  let key = 0;
  const accept = async (pool: pg.Pool, batches: StoredBatch[]): Promise<void> => {
    for (let from = 0; from < batches.length; from += GROUP) {
      const events = batches.slice(from, from + GROUP).map(({ topic, receivedAt, wire }) => {
        key += 1;
        return { source: "proxy" as const, key: `bench-${run}-${key}`, topic, receivedAt, wire };
      });
      await insertRawEventGroup(pool, shop.shopId, events);
    }
  };
  return {
    /** Makes so many batches durable as fast as it goes. */
    fill: (pool: pg.Pool, batches: number): Promise<void> => accept(pool, draw(batches)),
    /**
     * Makes batches durable at a rate, and among them some of customers who are seen once alone.
     * @param told.onProbe told of each of these when they were accepted
     */
    async trickle(
      pool: pg.Pool,
      told: {
        batchesPerSecond: number;
        seconds: number;
        onProbe: (customerId: string) => void;
      },
    ): Promise<void> {
      const { batchesPerSecond, seconds, onProbe } = told;
      const startedAt = performance.now();
      let sent = 0;
      let probe = shop.customers;
      for (;;) {
        const elapsed = performance.now() - startedAt;
        const due = Math.floor((Math.min(elapsed, seconds * 1000) / 1000) * batchesPerSecond);
        if (due > sent) {
          const probes = Array.from(
            { length: Math.ceil((due - sent) / PROBE_EVERY) },
            () => probe--,
          );
          await accept(pool, [...draw(due - sent - probes.length), ...draw(probes.length, probes)]);
          for (const id of probes) onProbe(String(id));
          sent = due;
        }
        if (elapsed >= seconds * 1000) return;
        await sleep(TICK_MS);
      }
    },
  };
}
