import { findShopsWithDefinitionsDue } from "../db/metafield-settings.ts";
import { findShopsWithFieldsToWrite } from "../db/metafield-states.ts";
import { assertNever } from "../pipeline/shared/outcome.ts";
import { defineMetafields } from "./define-metafields.ts";
import { openAdminOf } from "./open-shop-admin.ts";
import { tellRound, type Round, type RoundOptions } from "./rounds.ts";
import { createShopTurns } from "./shop-turns.ts";
import { syncMetafields } from "./sync-metafields.ts";

const SHOPS_PER_ROUND = 20;

/** Makes and removes definitions that are due, then writes a batch of metafields for each shop that has some. */
export function metafieldRound(options: RoundOptions): Round {
  const { pool, clock } = options;
  const turns = createShopTurns(options);
  const write = async (shopId: number): Promise<number> =>
    settle(
      shopId,
      await syncMetafields({ pool, shopId, admin: await openAdminOf(pool, shopId), clock }),
    );
  const define = async (shopId: number): Promise<number> =>
    settle(
      shopId,
      await defineMetafields({ pool, shopId, admin: await openAdminOf(pool, shopId), clock }),
    );
  const settle = (
    shopId: number,
    result:
      Awaited<ReturnType<typeof syncMetafields>> | Awaited<ReturnType<typeof defineMetafields>>,
  ): number => {
    switch (result.outcome) {
      case "written":
        options.onDone?.({ shopId, count: result.customers });
        return result.customers;
      case "defined":
      case "removed":
        return 1;
      case "throttled":
        turns.pause(shopId, result.waitMs);
        return 0;
      case "failed":
        turns.fail(shopId, { reason: result.reason, pauseMs: result.waitMs });
        return 0;
      case "nothing-to-write":
      case "not-due":
      case "busy":
        return 0;
      default:
        return assertNever(result);
    }
  };
  return async () => {
    const query = { now: clock(), limit: SHOPS_PER_ROUND };
    const defined = await turns.take(await findShopsWithDefinitionsDue(pool, query), define);
    const written = await turns.take(await findShopsWithFieldsToWrite(pool, clock()), write);
    return tellRound(defined + written);
  };
}
