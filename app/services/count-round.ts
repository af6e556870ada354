import type pg from "pg";
import { findShopsToCount } from "../db/segment-sums.ts";
import { countSegments } from "./count-segments.ts";
import { createLongTurns } from "./long-turns.ts";
import type { Round } from "./round.ts";

/** One shop at a time in one worker: a count reads all of it. */
const SHOPS_AT_ONCE = 1;
/** Looking for shops costs little, and nothing here is so new that it must be seen at once. */
const LOOK_SECONDS = 2;
/** Real seconds between two counts of a shop, and at least so many times what the last one took. */
const REST_SECONDS = 5;
const REST_TIMES = 20;

/** Counts the segments of every ready shop each hour, and soon after a definition has changed, behind everything live. */
export function countRound(options: {
  pool: pg.Pool;
  clock: () => number;
  /** Seconds that have really passed: a replay's clock runs through hours in one of them. */
  stopwatch: () => number;
  onFailure: (failure: { shopId: number; reason: string; pauseMs: number }) => void;
}): Round {
  const { pool, clock, stopwatch } = options;
  const turns = createLongTurns({ ...options, atOnce: SHOPS_AT_ONCE });
  const restUntil = new Map<number, number>();
  let lookAt = 0;
  return async () => {
    if (turns.free() === 0 || stopwatch() < lookAt) return "idle";
    lookAt = stopwatch() + LOOK_SECONDS;
    const busy = new Set(turns.busy());
    const isFree = (shopId: number): boolean =>
      !busy.has(shopId) && (restUntil.get(shopId) ?? 0) <= stopwatch();
    const waiting = await findShopsToCount(pool, clock());
    for (const shopId of waiting.filter(isFree).slice(0, turns.free())) {
      turns.begin(shopId, async () => {
        const beganAt = stopwatch();
        await countSegments({ pool, shopId, now: clock(), stopwatch });
        const took = stopwatch() - beganAt;
        restUntil.set(shopId, stopwatch() + Math.max(REST_SECONDS, REST_TIMES * took));
      });
    }
    return "idle";
  };
}
