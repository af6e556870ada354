import {
  distrustFields,
  distrustTags,
  listShops,
  skipAnnouncementNumbers,
} from "../db/distrust-written.ts";
import { workFor } from "../db/shop-scope.ts";
import type { Queryable } from "../db/transaction.ts";

/** More than are told between a backup's instant and its restore: at a thousand a second those of eleven days. */
const SKIPPED_NUMBERS = 1_000_000_000;

/**
 * After a restore: whatever Kindling writes on customers in Shopify is compared with Shopify or written anew, in every shop, and
 * what is told from now on is not taken for something that was told since the backup. A write that is under way would end
 * the doubt about metafields, so no worker may run meanwhile. May be repeated.
 * @param db the database's own user
 */
export async function distrustWritten({
  db,
  now,
}: {
  db: Queryable;
  now: number;
}): Promise<{ shops: number; tags: number; metafields: number }> {
  await skipAnnouncementNumbers(db, SKIPPED_NUMBERS);
  const shops = await listShops(db);
  const counts = { shops: shops.length, tags: 0, metafields: 0 };
  for (const shopId of shops) {
    await workFor(shopId, async () => {
      counts.tags += await distrustTags(db, shopId, now);
      counts.metafields += await distrustFields(db, shopId, now);
    });
  }
  return counts;
}
