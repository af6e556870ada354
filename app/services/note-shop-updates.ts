import { updateShopSettings, type ShopRow } from "../db/shop.ts";
import type { Queryable } from "../db/transaction.ts";
import type { ReceivedEvent } from "./ingest-shop.ts";

/** Follows the shop's currency and time zone when a merchant changes them. */
export async function noteShopUpdates(
  db: Queryable,
  shop: ShopRow,
  events: ReceivedEvent[],
): Promise<void> {
  for (const event of events) {
    if (event.topic !== "shop/update") continue;
    await updateShopSettings(db, shop.shopId, {
      currency: event.wire.currency ?? shop.currency,
      timezone: event.wire.iana_timezone ?? shop.timezone,
      sourceUpdatedAt: event.wire.updated_at ? Date.parse(event.wire.updated_at) : event.receivedAt,
    });
  }
}
