import { randomBytes } from "node:crypto";
import type pg from "pg";
import { allPrefixes, type ShopRow } from "../db/shop.ts";
import { beginLoad, countLoadable, findLoadable, restFromLoads } from "../db/tag-loads.ts";
import { chooseLoad, customersWorthLoad, MOST_LINES } from "../pipeline/activate/choose-load.ts";
import { MINUTE_MS } from "../pipeline/shared/time.ts";
import { MUTATION_POINTS } from "./tag-requests.ts";

/** Until it is looked again where much waits of which no operation could write enough. */
const REST_MS = 10 * MINUTE_MS;

/**
 * Takes what waits out of single requests into a load, where it is so much that a bulk operation is worth it. The caller
 * holds the shop's lock on tags.
 * @returns whether a load began
 */
export async function beginTagLoad(options: {
  pool: pg.Pool;
  shop: ShopRow;
  restoredPerSecond: number;
  /** As `LOAD_MINUTES`. */
  minMinutes: number;
  now: number;
}): Promise<boolean> {
  const { pool, shop, restoredPerSecond, minMinutes, now } = options;
  const { shopId, tagMode: mode } = shop;
  const pace = { pointsEach: MUTATION_POINTS, restoredPerSecond };
  const worth = customersWorthLoad(pace, minMinutes);
  if ((await countLoadable(pool, shopId, { now, limit: worth })) < worth) return false;
  const states = await findLoadable(pool, shopId, { now, limit: MOST_LINES });
  const isCleaning = mode === "cleaning";
  const chosen = chooseLoad({ states, isCleaning, prefixes: allPrefixes(shop) });
  if (chosen.lines.length < Math.min(worth, MOST_LINES / 2)) {
    await restFromLoads(pool, shopId, now + REST_MS);
    return false;
  }
  const loadId = randomBytes(12).toString("hex");
  await beginLoad(pool, shopId, { ...chosen, loadId, mode, now });
  return true;
}
