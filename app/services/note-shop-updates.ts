import type { PendingRawEvent } from "../db/raw-events.ts";
import { updateShopSettings, type ShopRow } from "../db/shop.ts";
import type { Queryable } from "../db/transaction.ts";
import { readStoredEvent } from "../pipeline/capture/read-stored-event.ts";

/** Follows the shop's currency and time zone when a merchant changes them. */
export async function noteShopUpdates(
  db: Queryable,
  shop: ShopRow,
  events: PendingRawEvent[],
): Promise<void> {
  for (const event of events) {
    if (event.topic !== "shop/update") continue;
    const stored = readStoredEvent(event);
    if (stored.topic !== "shop/update") continue;
    await updateShopSettings(db, shop.shopId, {
      currency: stored.wire.currency ?? shop.currency,
      timezone: stored.wire.iana_timezone ?? shop.timezone,
      sourceUpdatedAt: stored.wire.updated_at
        ? Date.parse(stored.wire.updated_at)
        : event.receivedAt,
    });
  }
}
