import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { insertRawEventGroups } from "../../app/db/raw-event-groups.ts";
import { drawBatches, type StoredBatch, type Visitor } from "../score/draw-batches.ts";

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
/** As often somebody is logged in. */
const LOGGED_IN_EVERY = 10;
/** A large prime step: those who log in lie as far apart as chance would have it. */
const STEP = 7919;

/**
 * Batches of visitors of a shop, of this instant. Each is of a browser that was never there before, and every tenth of one
 * where another customer is logged in, so that as many events concern as many people however large the shop is. Drawn
 * among a shop's browsers the same events would be of fewer people in a small shop. Customers come again when all had their turn.
 */
export function createTraffic(shop: Shop, { eventsEach }: { eventsEach: number }) {
  const busy = Math.floor(shop.customers * BUSY_SHARE);
  let browsers = 0;
  let logIns = 0;
  let draws = 0;
  const visit = (customer: number | null): Visitor => {
    browsers += 1;
    return { browser: browsers, customerId: customer === null ? null : String(customer) };
  };
  const anybody = (): Visitor => {
    if (browsers % LOGGED_IN_EVERY !== 0) return visit(null);
    logIns += 1;
    return visit(1 + ((logIns * STEP) % busy));
  };
  const draw = (batches: number, choose: (index: number) => Visitor): StoredBatch[] => {
    draws += 1;
    return drawBatches({
      ...{ batches, eventsEach, seed: draws, choose, until: shop.clock(), withinMs: 0 },
    });
  };
  let key = 0;
  const accept = async (pool: pg.Pool, batches: StoredBatch[]): Promise<void> => {
    for (let from = 0; from < batches.length; from += GROUP) {
      const events = batches.slice(from, from + GROUP).map(({ topic, receivedAt, wire }) => {
        key += 1;
        return { source: "proxy" as const, key: `bench-${key}`, topic, receivedAt, wire };
      });
      await insertRawEventGroups(pool, [{ shopId: shop.shopId, events, mayRepeat: false }]);
    }
  };
  return {
    /** Makes so many batches durable as fast as it goes. */
    fill: (pool: pg.Pool, batches: number): Promise<void> => accept(pool, draw(batches, anybody)),
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
          const others = draw(due - sent - probes.length, anybody);
          const watched = draw(probes.length, (index) => visit(probes[index] ?? null));
          await accept(pool, [...others, ...watched]);
          for (const id of probes) onProbe(String(id));
          sent = due;
        }
        if (elapsed >= seconds * 1000) return;
        await sleep(TICK_MS);
      }
    },
  };
}
