import { findShopsToTell } from "../db/announcements.ts";
import { assertNever } from "../pipeline/shared/outcome.ts";
import { openAdminOf } from "./open-shop-admin.ts";
import type { Round, RoundOptions } from "./round.ts";
import { sideBySide, type LeaveAlone, type TurnSize } from "./side-by-side.ts";
import { tellFlow } from "./tell-flow.ts";

/** Each shop with triggers to send gets one request after the other, side by side with others. */
export function flowRound(options: RoundOptions): Round {
  const { pool, clock } = options;
  const find = (): Promise<number[]> => findShopsToTell(pool, "flow");
  const tell = async (shopId: number, leave: LeaveAlone): Promise<TurnSize> => {
    const admin = await openAdminOf(pool, shopId);
    const result = await tellFlow({ pool, shopId, admin, clock });
    switch (result.outcome) {
      case "told":
        return "whole";
      case "waiting":
        leave.pause(shopId, result.waitMs);
        return "little";
      case "failed":
        leave.fail(shopId, { reason: result.reason, pauseMs: result.waitMs });
        return "little";
      case "nothing-to-tell":
      case "busy":
        return "little";
      default:
        return assertNever(result);
    }
  };
  return sideBySide({ ...options, find, work: tell });
}
