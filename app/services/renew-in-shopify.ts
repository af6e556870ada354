import { doubtMetafields } from "../db/metafield-settings.ts";
import { schedulePixel } from "../db/pixels.ts";
import type { Queryable } from "../db/transaction.ts";

/**
 * The app went from a shop and came back: Shopify removed its pixel, so every installation needs its own, and what is left of
 * its metafields is unknown.
 */
export async function renewInShopify(db: Queryable, shopId: number, now: number): Promise<void> {
  await schedulePixel(db, shopId, now);
  await doubtMetafields(db, shopId, now);
}
