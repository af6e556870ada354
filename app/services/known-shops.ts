import type { ShopRow } from "../db/shop.ts";
import { SECOND_MS } from "../pipeline/shared/time.ts";

/** How long a shop is believed to be as it was: what is stored asks again whether it is still installed. */
const BELIEVED_MS = SECOND_MS;
/** Names are the sender's choice: more than these are forgotten together. */
const MOST = 10_000;

export interface KnownShops {
  /** What `find` last gave for the name; null: no such shop. */
  find(name: string, now: number): Promise<ShopRow | null>;
}

/**
 * Remembers shops for a moment. The storefronts of one shop send hundreds of requests a second, and asking for the same row
 * each time would cost the database more than storing what they bring.
 */
export function createKnownShops(find: (name: string) => Promise<ShopRow | null>): KnownShops {
  const known = new Map<string, { until: number; shop: Promise<ShopRow | null> }>();
  return {
    find(name, now) {
      const entry = known.get(name);
      // A clock that was set back would believe for ever.
      if (entry && now < entry.until && entry.until - now <= BELIEVED_MS) return entry.shop;
      if (known.size >= MOST) known.clear();
      const shop = find(name);
      known.set(name, { until: now + BELIEVED_MS, shop });
      // A failure is not remembered.
      shop.catch(() => known.delete(name));
      return shop;
    },
  };
}
