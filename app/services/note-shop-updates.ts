import { updateShopSettings, type ShopRow } from "../db/shop.ts";
import type { Queryable } from "../db/transaction.ts";
import type { ReceivedEvent } from "./ingest-shop.ts";

/** Follows the shop's currency and time zone when a merchant changes them. */
export async function noteShopUpdates(
  db: Queryable,
  shop: ShopRow,
  events: ReceivedEvent[],
): Promise<void> {
  const told = events.flatMap((event) => {
    if (event.topic !== "shop/update") return [];
    const { currency, iana_timezone, updated_at } = event.wire;
    return [
      {
        currency: currency ?? shop.currency,
        timezone: iana_timezone ?? shop.timezone,
        sourceUpdatedAt: updated_at ? Date.parse(updated_at) : event.receivedAt,
      },
    ];
  });
  // It overtakes the others; of one instant the last one does.
  const latest = told.toSorted((a, b) => a.sourceUpdatedAt - b.sourceUpdatedAt).at(-1);
  if (latest !== undefined) await updateShopSettings(db, shop.shopId, latest);
}
