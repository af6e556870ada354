import type pg from "pg";
import { withShopLock } from "../db/locks.ts";
import { findShopsWithoutNorms } from "../db/norms.ts";
import { dayOf } from "../pipeline/shared/time.ts";
import { createLongTurns } from "./long-turns.ts";
import { refreshNorms } from "./refresh-norms.ts";
import type { Round } from "./round.ts";

/** One statement after the other reads half a year of a shop: never of two shops at once in one worker. */
const SHOPS_AT_ONCE = 1;
/** Before a shop is looked at again that another worker has in hand. */
const PAUSE_MS = 5000;

/** Computes the norms of every ready shop after each UTC midnight, behind everything live. */
export function normsRound(options: {
  pool: pg.Pool;
  clock: () => number;
  onFailure: (failure: { shopId: number; reason: string; pauseMs: number }) => void;
}): Round {
  const { pool, clock } = options;
  const turns = createLongTurns({ ...options, atOnce: SHOPS_AT_ONCE });
  return async () => {
    const busy = new Set(turns.busy());
    const waiting = await findShopsWithoutNorms(pool, dayOf(clock()));
    for (const shopId of waiting.filter((one) => !busy.has(one)).slice(0, turns.free())) {
      turns.begin(shopId, async () => {
        await withShopLock(pool, { work: "norms", shopId }, () =>
          refreshNorms({ pool, shopId, now: clock() }),
        );
        turns.pause(shopId, PAUSE_MS);
      });
    }
    return "idle";
  };
}
