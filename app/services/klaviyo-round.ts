import { findShopsToTell } from "../db/announcements.ts";
import { assertNever } from "../pipeline/shared/outcome.ts";
import { tellRound, type Round, type RoundOptions } from "./rounds.ts";
import { createShopTurns } from "./shop-turns.ts";
import { tellKlaviyo } from "./tell-klaviyo.ts";

/** Every shop with changes for its Klaviyo account sends one request. */
export function klaviyoRound(options: RoundOptions & { sealKeys: readonly string[] }): Round {
  const { pool } = options;
  const turns = createShopTurns(options);
  const tell = async (shopId: number): Promise<number> => {
    const result = await tellKlaviyo({ ...options, shopId });
    switch (result.outcome) {
      case "told":
        turns.pause(shopId, result.waitMs);
        return 1;
      case "throttled":
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
  return async () => tellRound(await turns.take(await findShopsToTell(pool, "klaviyo"), tell));
}
