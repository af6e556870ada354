import { findShopsToTidy } from "../db/retentions.ts";
import { assertNever } from "../pipeline/shared/outcome.ts";
import { HOUR_MS } from "../pipeline/shared/time.ts";
import { applyRetention } from "./apply-retention.ts";
import { keepRawEventMonths } from "./keep-raw-event-months.ts";
import { tellRound, type Round, type RoundOptions } from "./rounds.ts";
import { createShopTurns } from "./shop-turns.ts";

const SHOPS_PER_ROUND = 10;
/** A few milliseconds of the database: what is too old may go slowly. */
const ROWS_PER_TURN = 5000;

/** Each shop with rows that are too old has one batch of them deleted a round. Months of raw events are looked after every hour. */
export function retentionRound(options: RoundOptions): Round {
  const { pool, clock } = options;
  const turns = createShopTurns(options);
  const tidy = async (shopId: number): Promise<number> => {
    const result = await applyRetention({ pool, shopId, now: clock(), limit: ROWS_PER_TURN });
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
  const keepMonths = async (): Promise<void> => {
    const now = clock();
    // A clock that was set back would wait for years.
    if (now < monthsDueAt && monthsDueAt - now <= HOUR_MS) return;
    monthsDueAt = now + HOUR_MS;
    await keepRawEventMonths({ pool, now });
  };
  return async () => {
    await keepMonths();
    const due = { now: clock(), limit: SHOPS_PER_ROUND, except: turns.pausing() };
    return tellRound(await turns.take(await findShopsToTidy(pool, due), tidy));
  };
}
