import type pg from "pg";
import { findShopsToTell } from "../db/announcements.ts";
import { assertNever } from "../pipeline/shared/outcome.ts";
import type { Round } from "./rounds.ts";
import { createShopTurns } from "./shop-turns.ts";
import { tellKlaviyo } from "./tell-klaviyo.ts";

/** Every shop with changes for its Klaviyo account sends one request. */
export function klaviyoRound(options: {
  pool: pg.Pool;
  clock: () => number;
  sealKeys: readonly string[];
  onFailure: (failure: { shopId: number; reason: string; pauseMs: number }) => void;
}): Round {
  const { pool, onFailure } = options;
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
        turns.pause(shopId, result.waitMs);
        onFailure({ shopId, reason: result.reason, pauseMs: result.waitMs });
        return 0;
      case "nothing-to-tell":
      case "busy":
        return 0;
      default:
        return assertNever(result);
    }
  };
  return async () =>
    (await turns.take(await findShopsToTell(pool, "klaviyo"), tell)) > 0 ? "worked" : "idle";
}
