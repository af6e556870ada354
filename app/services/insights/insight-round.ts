import { findShopsWithDueInsights } from "../../db/insights/insights.ts";
import { withShopLock } from "../../db/locks.ts";
import { createLongTurns } from "../long-turns.ts";
import type { Round, RoundOptions } from "../round.ts";
import { keepInsights } from "./keep-insights.ts";

/** Statements that read a quarter of a year of a shop: never of two shops at once in one worker. */
const SHOPS_AT_ONCE = 1;
/** Before a shop is looked at again whose figures wait for something, or that another worker has in hand. */
const PAUSE_MS = 10_000;

/** Computes the figures of every ready shop after each midnight of its time zone, behind everything live. */
export function insightRound(options: RoundOptions): Round {
  const { pool, clock } = options;
  const turns = createLongTurns({ ...options, atOnce: SHOPS_AT_ONCE });
  const stopwatch = (): number => performance.now() / 1000;
  return async () => {
    const busy = new Set(turns.busy());
    const waiting = await findShopsWithDueInsights(pool, clock());
    for (const shopId of waiting.filter((one) => !busy.has(one)).slice(0, turns.free())) {
      turns.begin(shopId, async () => {
        await withShopLock(pool, { work: "insights", shopId }, () =>
          keepInsights({ pool, shopId, now: clock(), stopwatch }),
        );
        turns.pause(shopId, PAUSE_MS);
      });
    }
    return "idle";
  };
}
