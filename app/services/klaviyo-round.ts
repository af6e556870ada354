import { findShopsToTell } from "../db/announcements.ts";
import { assertNever } from "../pipeline/shared/outcome.ts";
import type { Round, RoundOptions } from "./round.ts";
import type { SealKeys } from "./seal-secret.ts";
import { sideBySide, type LeaveAlone, type TurnSize } from "./side-by-side.ts";
import { tellKlaviyo } from "./tell-klaviyo.ts";

/** Every shop with changes for its Klaviyo account tells one batch after the other, side by side with others. */
export function klaviyoRound(options: RoundOptions & { sealKeys: SealKeys }): Round {
  const { pool } = options;
  const find = (): Promise<number[]> => findShopsToTell(pool, "klaviyo");
  const tell = async (shopId: number, leave: LeaveAlone): Promise<TurnSize> => {
    const result = await tellKlaviyo({ ...options, shopId });
    switch (result.outcome) {
      case "told":
        leave.pause(shopId, result.waitMs);
        return "whole";
      case "throttled":
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
