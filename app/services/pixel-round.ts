import { findShopsWithPixelDue } from "../db/pixels.ts";
import { assertNever } from "../pipeline/shared/outcome.ts";
import { activatePixel } from "./activate-pixel.ts";
import { openAdminOf } from "./open-shop-admin.ts";
import type { Round, RoundOptions } from "./round.ts";
import { sideBySide, type TurnSize } from "./side-by-side.ts";

const SHOPS_PER_LOOK = 20;

/** Activates, checks and repairs the web pixels that are due, those of several shops side by side. */
export function pixelRound(options: RoundOptions & { appUrl: string }): Round {
  const { pool, clock, appUrl, onFailure } = options;
  // Those that are busy are due no more, and take no room of the limit: their turn has claimed them.
  const find = (): Promise<number[]> =>
    findShopsWithPixelDue(pool, { now: clock(), limit: SHOPS_PER_LOOK });
  const activate = async (shopId: number): Promise<TurnSize> => {
    const admin = await openAdminOf(pool, shopId);
    const result = await activatePixel({ pool, shopId, admin, appUrl, clock });
    switch (result.outcome) {
      case "created":
      case "updated":
        options.onDone?.({ shopId, count: 1 });
        return "little";
      case "failed":
        onFailure({ shopId, reason: result.reason, pauseMs: result.waitMs });
        return "little";
      case "not-due":
      case "throttled":
        return "little";
      default:
        return assertNever(result);
    }
  };
  return sideBySide({ ...options, find, work: activate });
}
