import { findShopsWithDefinitionsDue } from "../db/metafield-settings.ts";
import { findShopsWithFieldsToWrite } from "../db/metafield-states.ts";
import { assertNever } from "../pipeline/shared/outcome.ts";
import { defineMetafields } from "./define-metafields.ts";
import { openAdminOf } from "./open-shop-admin.ts";
import type { Round, RoundOptions } from "./round.ts";
import { sideBySide, type LeaveAlone, type TurnSize } from "./side-by-side.ts";
import { syncMetafields } from "./sync-metafields.ts";

const SHOPS_PER_LOOK = 20;

/**
 * Makes and removes the definitions that are due, and then writes a batch of metafields: each shop with some gets one turn after the other,
 * side by side with others.
 */
export function metafieldRound(options: RoundOptions): Round {
  const { pool, clock } = options;
  const find = async (): Promise<number[]> => {
    const query = { now: clock(), limit: SHOPS_PER_LOOK };
    const defining = await findShopsWithDefinitionsDue(pool, query);
    const writing = await findShopsWithFieldsToWrite(pool, clock());
    return [...new Set([...defining, ...writing])];
  };
  const settle = (
    shopId: number,
    leave: LeaveAlone,
    result:
      Awaited<ReturnType<typeof syncMetafields>> | Awaited<ReturnType<typeof defineMetafields>>,
  ): TurnSize => {
    switch (result.outcome) {
      case "written":
        options.onDone?.({ shopId, count: result.customers });
        return "whole";
      case "defined":
      case "removed":
        return "whole";
      case "throttled":
        leave.pause(shopId, result.waitMs);
        return "little";
      case "failed":
        leave.fail(shopId, { reason: result.reason, pauseMs: result.waitMs });
        return "little";
      case "nothing-to-write":
      case "not-due":
      case "busy":
        return "little";
      default:
        return assertNever(result);
    }
  };
  const work = async (shopId: number, leave: LeaveAlone): Promise<TurnSize> => {
    const turn = { pool, shopId, admin: await openAdminOf(pool, shopId), clock };
    const defined = await defineMetafields(turn);
    if (defined.outcome !== "not-due") return settle(shopId, leave, defined);
    return settle(shopId, leave, await syncMetafields(turn));
  };
  return sideBySide({ ...options, find, work });
}
