import { withShopLock, type ShopWorkKind } from "../db/locks.ts";
import { findShopsToReadCollections } from "../db/product-collections.ts";
import type { Queryable } from "../db/transaction.ts";
import { findShopsToReadTags } from "../db/watched-tags.ts";
import { createLongTurns } from "./long-turns.ts";
import { openAdminOf } from "./open-shop-admin.ts";
import { readCollections } from "./read-collections.ts";
import { readWatchedTags } from "./read-watched-tags.ts";
import type { Round, RoundOptions } from "./round.ts";

const SHOPS_AT_ONCE = 2;
/** Before a shop is looked at again: what a merchant changes comes by many webhooks at a time. */
const PAUSE_MS = 1000;

/** Starts the reading of products' collections where it is due, and does not wait for its end. */
export const collectionRound = (options: RoundOptions): Round =>
  readingRound(options, {
    lock: "collections",
    find: findShopsToReadCollections,
    read: readCollections,
  });

/** The same for the customers who carry tags that conditions name. */
export const watchedTagRound = (options: RoundOptions): Round =>
  readingRound(options, { lock: "watchedTags", find: findShopsToReadTags, read: readWatchedTags });

function readingRound(
  options: RoundOptions,
  what: {
    lock: ShopWorkKind;
    find: (
      db: Queryable,
      due: { now: number; limit: number; except: number[] },
    ) => Promise<number[]>;
    read: typeof readCollections;
  },
): Round {
  const { pool, clock } = options;
  const turns = createLongTurns({ ...options, atOnce: SHOPS_AT_ONCE });
  const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  return async () => {
    const limit = turns.free();
    if (limit <= 0) return "idle";
    const due = { now: clock(), limit, except: turns.busy() };
    for (const shopId of await what.find(pool, due)) {
      turns.begin(shopId, async () => {
        await withShopLock(pool, { work: what.lock, shopId }, async () =>
          what.read({ pool, shopId, admin: await openAdminOf(pool, shopId), clock, sleep }),
        );
        options.onDone?.({ shopId, count: 1 });
        turns.pause(shopId, PAUSE_MS);
      });
    }
    return "idle";
  };
}
