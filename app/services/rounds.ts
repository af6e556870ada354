import type pg from "pg";
import { findShopsWithPendingEvents } from "../db/raw-events.ts";
import { getShop } from "../db/shop.ts";
import { findDueShops } from "../db/shop-work.ts";
import { findShopsWithTagsToWrite } from "../db/tag-states.ts";
import { assertNever } from "../pipeline/shared/outcome.ts";
import { ingestShop } from "./ingest-shop.ts";
import { openShopAdmin } from "./open-shop-admin.ts";
import { scoreShop } from "./score-shop.ts";
import { createShopTurns, type ShopTurns } from "./shop-turns.ts";
import { syncTags } from "./sync-tags.ts";

/** One round of work. `idle` says that there was nothing to do. */
export type Round = () => Promise<"worked" | "idle">;

/** Rows in one transaction: enough to be set-based, few enough that no shop holds the others up. */
const INGEST_BATCH = 500;
const SCORE_BATCH = 500;
const SHOPS_PER_ROUND = 50;

interface RoundOptions {
  pool: pg.Pool;
  clock: () => number;
  /** A shop whose work failed; it is tried again after the pause. */
  onFailure: (failure: { shopId: number; reason: string; pauseMs: number }) => void;
}

/** Each shop with new events gets one batch a round: a busy shop does not keep the others waiting. */
export function ingestRound(options: RoundOptions): Round {
  const { pool, clock } = options;
  const turns = createShopTurns(options);
  const ingest = async (shopId: number): Promise<number> => {
    const result = await ingestShop({ pool, shopId, now: clock(), limit: INGEST_BATCH });
    switch (result.outcome) {
      case "ingested":
        return result.events;
      case "nothing-pending":
      case "busy":
        return 0;
      default:
        return assertNever(result);
    }
  };
  return async () => tell(await turns.take(await findShopsWithPendingEvents(pool), ingest));
}

/** The shops that wait longest get one batch each. */
export function scoreRound(options: RoundOptions): Round {
  const { pool, clock } = options;
  const turns = createShopTurns(options);
  const score = async (shopId: number): Promise<number> =>
    (await scoreShop({ pool, shopId, now: clock(), limit: SCORE_BATCH })).profiles;
  return async () => {
    const due = await findDueShops(pool, {
      now: clock(),
      limit: SHOPS_PER_ROUND,
      except: turns.pausing(),
    });
    return tell(await turns.take(due, score));
  };
}

/** Every shop with tags to write gets one batch; one that Shopify throttles is left alone meanwhile. */
export function tagRound(options: RoundOptions): Round {
  const { pool, clock } = options;
  const turns = createShopTurns(options);
  return async () =>
    tell(
      await turns.take(await findShopsWithTagsToWrite(pool, clock()), (shopId) =>
        writeTags(shopId, { ...options, turns }),
      ),
    );
}

async function writeTags(
  shopId: number,
  { pool, clock, onFailure, turns }: RoundOptions & { turns: ShopTurns },
): Promise<number> {
  const shop = await getShop(pool, shopId);
  const result = await syncTags({ pool, shop, admin: openShopAdmin(pool, shop), clock });
  switch (result.outcome) {
    case "written":
      return result.customers;
    case "throttled":
      turns.pause(shopId, result.waitMs);
      return 0;
    case "failed":
      turns.pause(shopId, result.waitMs);
      onFailure({ shopId, reason: result.reason, pauseMs: result.waitMs });
      return 0;
    case "nothing-to-write":
    case "busy":
      return 0;
    default:
      return assertNever(result);
  }
}

const tell = (done: number): "worked" | "idle" => (done > 0 ? "worked" : "idle");
