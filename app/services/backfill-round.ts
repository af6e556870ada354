import type pg from "pg";
import { findShopsToBackfill } from "../db/backfills.ts";
import { withShopLock } from "../db/locks.ts";
import type { BulkOptions } from "./backfill-options.ts";
import { backfillShop } from "./backfill-shop.ts";
import { createLongTurns } from "./long-turns.ts";
import { openAdminOf } from "./open-shop-admin.ts";
import type { Round } from "./round.ts";

/** Each holds one connection for its lock; other shops wait for a place. */
const SHOPS_AT_ONCE = 4;
/** Before a shop whose history is read is looked at again: its pages may still wait for ingest. */
const PAUSE_MS = 1000;

/**
 * Starts the reading of histories, and does not wait for their end: a large shop keeps nobody else
 * waiting. A shop's lock goes with the process that holds it, so when a worker is killed the next
 * one goes on at the missing page at once. One that fails pauses, longer each time, and holds no place.
 */
export function backfillRound(options: {
  pool: pg.Pool;
  clock: () => number;
  /** null: histories are read by pages. */
  bulk: BulkOptions | null;
  onFailure: (failure: { shopId: number; reason: string; pauseMs: number }) => void;
}): Round {
  const { pool, clock, bulk } = options;
  const turns = createLongTurns({ ...options, atOnce: SHOPS_AT_ONCE });
  const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  return async () => {
    const busy = new Set(turns.busy());
    const waiting = (await findShopsToBackfill(pool)).filter((shopId) => !busy.has(shopId));
    for (const shopId of waiting.slice(0, turns.free())) {
      turns.begin(shopId, async () => {
        await withShopLock(pool, { work: "backfill", shopId }, async () =>
          backfillShop({
            pool,
            shopId,
            admin: await openAdminOf(pool, shopId),
            clock,
            sleep,
            bulk,
          }),
        );
        turns.pause(shopId, PAUSE_MS);
      });
    }
    return "idle";
  };
}
