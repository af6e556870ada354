import type { FunnelDepth } from "../../db/insights/funnel-days.ts";
import type { Signal } from "../../pipeline/shared/signals.ts";

/** What shows how far somebody went: looked at a product, had something in the cart, was in the checkout, ordered. */
export const FUNNEL_DEPTHS: readonly { signal: Signal; depth: FunnelDepth }[] = [
  { signal: "product_viewed", depth: 1 },
  { signal: "product_variant_viewed", depth: 1 },
  { signal: "product_added_to_cart", depth: 2 },
  { signal: "cart_updated", depth: 2 },
  { signal: "checkout_started", depth: 3 },
  { signal: "checkout_contact_info_submitted", depth: 3 },
  { signal: "checkout_address_info_submitted", depth: 3 },
  { signal: "checkout_shipping_info_submitted", depth: 3 },
  { signal: "payment_info_submitted", depth: 3 },
  { signal: "order_placed", depth: 4 },
];
