import { findShopsWithPixelDue } from "../db/pixels.ts";
import { assertNever } from "../pipeline/shared/outcome.ts";
import { activatePixel } from "./activate-pixel.ts";
import { openAdminOf } from "./open-shop-admin.ts";
import type { Round, RoundOptions } from "./rounds.ts";
import { createShopTurns } from "./shop-turns.ts";

const SHOPS_PER_ROUND = 20;

/** Activates, checks and repairs the web pixels that are due. */
export function pixelRound(options: RoundOptions & { appUrl: string }): Round {
  const { pool, clock, appUrl, onFailure } = options;
  const turns = createShopTurns(options);
  const activate = async (shopId: number): Promise<number> => {
    const admin = await openAdminOf(pool, shopId);
    const result = await activatePixel({ pool, shopId, admin, appUrl, clock });
    switch (result.outcome) {
      case "created":
      case "updated":
        options.onDone?.({ shopId, count: 1 });
        return 1;
      case "failed":
        onFailure({ shopId, reason: result.reason, pauseMs: result.waitMs });
        return 0;
      case "not-due":
      case "throttled":
        return 0;
      default:
        return assertNever(result);
    }
  };
  return async () => {
    const due = await findShopsWithPixelDue(pool, { now: clock(), limit: SHOPS_PER_ROUND });
    return (await turns.take(due, activate)) > 0 ? "worked" : "idle";
  };
}
