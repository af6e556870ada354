import type pg from "pg";
import { findShopsWithHistory } from "../db/benchmarks.ts";
import { withShopLock } from "../db/locks.ts";
import { keepRfmHistory } from "./keep-rfm-history.ts";
import { createLongTurns } from "./long-turns.ts";
import type { Round } from "./round.ts";

/** A large shop's year takes seconds of the processor: never two of them in one worker. */
const SHOPS_AT_ONCE = 1;
/** Before a shop is looked at again: late events come in groups, and each would tell its midnights anew. */
const PAUSE_MS = 10_000;

/** Keeps the history of every ready shop's groups, one shop after the other and behind everything live. */
export function rfmHistoryRound(options: {
  pool: pg.Pool;
  clock: () => number;
  onFailure: (failure: { shopId: number; reason: string; pauseMs: number }) => void;
}): Round {
  const { pool } = options;
  const turns = createLongTurns({ ...options, atOnce: SHOPS_AT_ONCE });
  return async () => {
    const busy = new Set(turns.busy());
    const waiting = (await findShopsWithHistory(pool)).filter((shopId) => !busy.has(shopId));
    for (const shopId of waiting.slice(0, turns.free())) {
      turns.begin(shopId, async () => {
        await withShopLock(pool, { work: "history", shopId }, () =>
          keepRfmHistory({ pool, shopId }),
        );
        turns.pause(shopId, PAUSE_MS);
      });
    }
    return "idle";
  };
}
