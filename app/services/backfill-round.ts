import type pg from "pg";
import { findShopsToBackfill } from "../db/backfills.ts";
import { withShopLock } from "../db/locks.ts";
import { backfillShop } from "./backfill-shop.ts";
import { openAdminOf } from "./open-shop-admin.ts";
import type { Round } from "./rounds.ts";

/** Each holds one connection for its lock; other shops wait for a place. */
const SHOPS_AT_ONCE = 4;
/** Before a shop is looked at again: its pages may still wait for ingest, or Shopify may be ill. */
const PAUSE_MS = 1000;

/**
 * Starts the reading of histories, and does not wait for their end: a large shop keeps nobody else
 * waiting. A shop's lock goes with the process that holds it, so when a worker is killed the next
 * one goes on at the missing page at once.
 */
export function backfillRound(options: {
  pool: pg.Pool;
  clock: () => number;
  onFailure: (failure: { shopId: number; reason: string; pauseMs: number }) => void;
}): Round {
  const { pool, clock } = options;
  const running = new Set<number>();
  const pausing = new Set<number>();
  /** Turns are counted, not timed: whose last turn is longest ago goes first. */
  const lastTurn = new Map<number, number>();
  let turns = 0;
  const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  const run = async (shopId: number): Promise<void> => {
    try {
      await withShopLock(pool, { work: "backfill", shopId }, async () =>
        backfillShop({ pool, shopId, admin: await openAdminOf(pool, shopId), clock, sleep }),
      );
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      options.onFailure({ shopId, reason, pauseMs: PAUSE_MS });
    }
    running.delete(shopId);
    pausing.add(shopId);
    await sleep(PAUSE_MS);
    pausing.delete(shopId);
  };
  return async () => {
    const waiting = (await findShopsToBackfill(pool))
      .filter((shopId) => !running.has(shopId) && !pausing.has(shopId))
      .sort((a, b) => (lastTurn.get(a) ?? 0) - (lastTurn.get(b) ?? 0));
    for (const shopId of waiting.slice(0, SHOPS_AT_ONCE - running.size)) {
      running.add(shopId);
      turns += 1;
      lastTurn.set(shopId, turns);
      void run(shopId);
    }
    return "idle";
  };
}
