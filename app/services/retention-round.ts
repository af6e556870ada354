import { earlierInstant } from "../db/known-instant.ts";
import { findShopsToTidy } from "../db/retentions.ts";
import { assertNever } from "../pipeline/shared/outcome.ts";
import { HOUR_MS } from "../pipeline/shared/time.ts";
import { applyRetention } from "./apply-retention.ts";
import { keepRawEventMonths } from "./keep-raw-event-months.ts";
import { tellRound, type Round, type RoundOptions } from "./round.ts";
import { createShopTurns } from "./shop-turns.ts";

const SHOPS_PER_ROUND = 10;
/** A few milliseconds of the database: what is too old may go slowly. */
const ROWS_PER_TURN = 5000;

/**
 * Each shop with rows that are too old has one batch of them deleted a round. Months of raw events are looked after every hour.
 * All that is deleted for its age is deleted here, and what goes is gone for good: by the earlier of two clocks, this process's and the
 * database's, so that a worker whose clock is a year ahead deletes nothing that is to be kept.
 */
export function retentionRound(
  options: RoundOptions & {
    /** The process's clock alone counts: that of a history which is replayed as of its own dates. */
    trustsClock?: boolean;
  },
): Round {
  const { pool, clock, trustsClock = false } = options;
  const turns = createShopTurns(options);
  const tidy = async (shopId: number, now: number): Promise<number> => {
    const result = await applyRetention({ pool, shopId, now, limit: ROWS_PER_TURN });
    switch (result.outcome) {
      case "deleted":
        options.onDone?.({ shopId, count: result.rows });
        return result.rows;
      case "nothing-left":
        return 0;
      default:
        return assertNever(result);
    }
  };
  let monthsDueAt = -Infinity;
  const keepMonths = async (now: number): Promise<void> => {
    // A clock that was set back would wait for years.
    if (now < monthsDueAt && monthsDueAt - now <= HOUR_MS) return;
    monthsDueAt = now + HOUR_MS;
    await keepRawEventMonths({ pool, now });
  };
  return async () => {
    const now = trustsClock ? clock() : await earlierInstant(pool, clock());
    await keepMonths(now);
    const due = { now, limit: SHOPS_PER_ROUND, except: turns.pausing() };
    const shops = await findShopsToTidy(pool, due);
    return tellRound(await turns.take(shops, (shopId) => tidy(shopId, now)));
  };
}
