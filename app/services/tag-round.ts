import { getShop } from "../db/shop.ts";
import { findShopsWithTagsToWrite } from "../db/tag-states.ts";
import { assertNever } from "../pipeline/shared/outcome.ts";
import { createLongTurns } from "./long-turns.ts";
import { openShopAdmin } from "./open-shop-admin.ts";
import type { Round, RoundOptions } from "./rounds.ts";
import { sleepByClock } from "./sleep-by-clock.ts";
import { syncTags } from "./sync-tags.ts";

/** Each holds one connection for its lock while its requests are under way, and none while it saves up points. */
const SHOPS_AT_ONCE = 4;

/** How soon it is looked again for shops that have just got something to write, in real ms. */
const LOOK_EVERY_MS = 100;

/** Before a shop whose tags another worker writes is looked at again, in real ms. */
const BUSY_MS = 50;

/**
 * Gives every shop with tags to write one turn after the other, several shops at a time. A turn is a handful of
 * requests; then the shop goes to the end of the line, and waits until its own bucket has points again. So a shop with a
 * hundred thousand tags to write keeps another's single tag waiting for a turn at most.
 */
export function tagRound(options: RoundOptions): Round {
  const { pool, clock } = options;
  const turns = createLongTurns({ ...options, atOnce: SHOPS_AT_ONCE });
  return async () => {
    const now = clock();
    const waiting = await findShopsWithTagsToWrite(pool, now);
    const busy = new Set(turns.busy());
    const isReady = (turnAt: number | null): boolean => turnAt === null || turnAt <= now;
    const ready = waiting.filter(({ shopId, turnAt }) => !busy.has(shopId) && isReady(turnAt));
    for (const { shopId } of ready.slice(0, turns.free()))
      turns.begin(shopId, () => writeTags(shopId, options));
    if (waiting.length === 0 && busy.size === 0) return "idle";
    const next = waiting.flatMap(({ turnAt }) => (isReady(turnAt) ? [] : [Number(turnAt) - now]));
    const nap = sleepByClock(clock, { ms: Math.min(...next), atMostMs: LOOK_EVERY_MS });
    await Promise.race([nap, ...turns.running()]);
    return "worked";
  };
}

async function writeTags(shopId: number, options: RoundOptions): Promise<void> {
  const { pool, clock, onFailure } = options;
  const shop = await getShop(pool, shopId);
  const result = await syncTags({ pool, shop, admin: openShopAdmin(pool, shop), clock });
  switch (result.outcome) {
    case "failed":
      onFailure({ shopId, reason: result.reason, pauseMs: result.waitMs });
      return;
    case "written":
    case "saving-up":
    case "throttled":
    case "nothing-to-write":
      return;
    case "busy":
      await new Promise((resolve) => setTimeout(resolve, BUSY_MS));
      return;
    default:
      return assertNever(result);
  }
}
