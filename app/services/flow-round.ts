import { findShopsToTell } from "../db/announcements.ts";
import { assertNever } from "../pipeline/shared/outcome.ts";
import { openAdminOf } from "./open-shop-admin.ts";
import { tellRound, type Round, type RoundOptions } from "./rounds.ts";
import { createShopTurns } from "./shop-turns.ts";
import { tellFlow } from "./tell-flow.ts";

/** Every shop with triggers to send gets one request. */
export function flowRound(options: RoundOptions): Round {
  const { pool, clock } = options;
  const turns = createShopTurns(options);
  const tell = async (shopId: number): Promise<number> => {
    const admin = await openAdminOf(pool, shopId);
    const result = await tellFlow({ pool, shopId, admin, clock });
    switch (result.outcome) {
      case "told":
        return result.triggers;
      case "waiting":
        turns.pause(shopId, result.waitMs);
        return 0;
      case "failed":
        turns.fail(shopId, { reason: result.reason, pauseMs: result.waitMs });
        return 0;
      case "nothing-to-tell":
      case "busy":
        return 0;
      default:
        return assertNever(result);
    }
  };
  return async () => tellRound(await turns.take(await findShopsToTell(pool, "flow"), tell));
}
