import type pg from "pg";
import { findShopsWithPendingEvents } from "../db/raw-events.ts";
import { findDueShops } from "../db/shop-work.ts";
import { getShop } from "../db/shop.ts";
import { findShopsWithTagsToWrite } from "../db/tag-states.ts";
import { assertNever } from "../pipeline/shared/outcome.ts";
import { ingestShop } from "./ingest-shop.ts";
import { openShopAdmin } from "./open-shop-admin.ts";
import { scoreShop } from "./score-shop.ts";
import { syncTags } from "./sync-tags.ts";

/** One round of work. `idle` says that there was nothing to do. */
export type Round = () => Promise<"worked" | "idle">;

/** Rows in one transaction: enough to be set-based, few enough that no shop holds the others up. */
const INGEST_BATCH = 500;
const SCORE_BATCH = 500;
const SHOPS_PER_ROUND = 50;

type RoundOptions = { pool: pg.Pool; clock: () => number };

/** Each shop with new events gets one batch a round: a busy shop does not keep the others waiting. */
export function ingestRound({ pool, clock }: RoundOptions): Round {
  return async () => {
    let ingested = 0;
    for (const shopId of await findShopsWithPendingEvents(pool)) {
      const result = await ingestShop({ pool, shopId, now: clock(), limit: INGEST_BATCH });
      switch (result.outcome) {
        case "ingested":
          ingested += result.events;
          break;
        case "nothing-pending":
        case "busy":
          break;
        default:
          assertNever(result);
      }
    }
    return ingested > 0 ? "worked" : "idle";
  };
}

/** The shops that wait longest get one batch each. */
export function scoreRound({ pool, clock }: RoundOptions): Round {
  return async () => {
    let scored = 0;
    for (const shopId of await findDueShops(pool, clock(), SHOPS_PER_ROUND)) {
      scored += (await scoreShop({ pool, shopId, now: clock(), limit: SCORE_BATCH })).profiles;
    }
    return scored > 0 ? "worked" : "idle";
  };
}

/** Every shop with tags to write gets one batch; one that Shopify throttles is left alone meanwhile. */
export function tagRound(
  options: RoundOptions & {
    onWait: (wait: { shopId: number; waitMs: number; reason: string }) => void;
  },
): Round {
  const { pool, clock, onWait } = options;
  const waitingUntil = new Map<number, number>();
  return async () => {
    let written = 0;
    for (const shopId of await findShopsWithTagsToWrite(pool, clock())) {
      if ((waitingUntil.get(shopId) ?? 0) > clock()) continue;
      waitingUntil.delete(shopId);
      const shop = await getShop(pool, shopId);
      const result = await syncTags({ pool, shop, admin: openShopAdmin(pool, shop), clock });
      switch (result.outcome) {
        case "written":
          written += result.customers;
          break;
        case "wait":
          waitingUntil.set(shopId, clock() + result.waitMs);
          onWait({ shopId, waitMs: result.waitMs, reason: result.reason });
          break;
        case "nothing-to-write":
        case "busy":
          break;
        default:
          assertNever(result);
      }
    }
    return written > 0 ? "worked" : "idle";
  };
}
