import { getShop } from "../db/shop.ts";
import { findShopsWithTagsToWrite, type WaitingShop } from "../db/tag-states.ts";
import { assertNever } from "../pipeline/shared/outcome.ts";
import { carryTagLoad, type LoadOptions, type LoadOutcome } from "./carry-tag-load.ts";
import { createLongTurns } from "./long-turns.ts";
import { openShopAdmin } from "./open-shop-admin.ts";
import type { Round, RoundOptions } from "./round.ts";
import { sleepByClock } from "./sleep-by-clock.ts";
import { syncTags, type SyncTagsOutcome } from "./sync-tags.ts";

export interface TagRoundOptions extends RoundOptions {
  load: LoadOptions;
}

/** Each holds one connection for its lock while its requests are under way, and none while it saves up points. */
const SHOPS_AT_ONCE = 4;

/** How soon it is looked again for shops that have just got something to write, in real ms. */
const LOOK_EVERY_MS = 100;

/** Before a shop whose tags another worker writes is looked at again, in real ms. */
const BUSY_MS = 50;

/**
 * Gives every shop with tags to write one turn after the other, several shops at a time. A turn is a handful of
 * requests; then the shop goes to the end of the line, and waits until its own bucket has points again. So a shop with a
 * hundred thousand tags to write keeps another's single tag waiting for a turn at most. What a bulk operation writes is
 * looked after beside the turns.
 */
export function tagRound(options: TagRoundOptions): Round {
  const { pool, clock } = options;
  const turns = createLongTurns({ ...options, atOnce: SHOPS_AT_ONCE });
  const round = async (): ReturnType<Round> => {
    const now = clock();
    const waiting = await findShopsWithTagsToWrite(pool, now);
    const busy = new Set(turns.busy());
    const ready = waiting.filter((shop) => !busy.has(shop.shopId) && nextAt(shop) <= now);
    for (const shop of ready.slice(0, turns.free()))
      turns.begin(shop.shopId, () => writeTags(shop, options));
    if (waiting.length === 0 && busy.size === 0) return "idle";
    const next = waiting.map(nextAt).filter((at) => at > now);
    const ms = Math.min(...next.map((at) => at - now));
    const nap = sleepByClock(clock, { ms, atMostMs: LOOK_EVERY_MS });
    await Promise.race([nap, ...turns.running()]);
    return "worked";
  };
  return Object.assign(round, { finish: turns.finish });
}

const turnOf = ({ isDue, turnAt }: WaitingShop): number =>
  isDue ? (turnAt ?? -Infinity) : Infinity;
const loadOf = ({ pollAt }: WaitingShop): number => pollAt ?? Infinity;
const nextAt = (shop: WaitingShop): number => Math.min(turnOf(shop), loadOf(shop));

async function writeTags(waiting: WaitingShop, options: TagRoundOptions): Promise<void> {
  const { pool, clock } = options;
  const now = clock();
  const shop = await getShop(pool, waiting.shopId);
  const admin = openShopAdmin(pool, shop);
  if (loadOf(waiting) <= now) {
    tell(await carryTagLoad({ pool, shop, admin, clock, load: options.load }), waiting, options);
  }
  if (turnOf(waiting) > now) return;
  const { minMinutes } = options.load;
  const result = await syncTags({ pool, shop, admin, clock, minMinutes });
  tell(result, waiting, options);
  if (result.outcome === "busy") await new Promise((resolve) => setTimeout(resolve, BUSY_MS));
}

function tell(
  result: SyncTagsOutcome | LoadOutcome,
  { shopId }: WaitingShop,
  { onFailure, onWorked }: TagRoundOptions,
): void {
  switch (result.outcome) {
    case "failed":
      onFailure({ shopId, reason: result.reason, pauseMs: result.waitMs });
      return;
    case "written":
      onWorked?.(result.customers);
      return;
    case "saving-up":
    case "throttled":
    case "nothing-to-write":
    case "busy":
    case "under-way":
    case "ended":
      return;
    default:
      return assertNever(result);
  }
}
