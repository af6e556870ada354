import type { Signal } from "../../../pipeline/shared/signals.ts";

/** The signals by what they mean to a merchant, in the order in which shoppers come to them. */
export const SIGNAL_GROUPS = [
  {
    name: "looking",
    signals: [
      "page_viewed",
      "collection_viewed",
      "search_submitted",
      "product_viewed",
      "product_variant_viewed",
      "promotion_clicked",
    ],
  },
  {
    name: "closely",
    signals: [
      "page_scrolled",
      "page_dwelled",
      "gallery_opened",
      "reviews_opened",
      "size_guide_opened",
    ],
  },
  {
    name: "cart",
    signals: [
      "product_added_to_cart",
      "product_removed_from_cart",
      "cart_viewed",
      "cart_updated",
      "cart_emptied",
      "coupon_entered",
      "wishlist_added",
      "wishlist_removed",
    ],
  },
  {
    name: "checkout",
    signals: [
      "checkout_started",
      "checkout_contact_info_submitted",
      "checkout_address_info_submitted",
      "checkout_shipping_info_submitted",
      "payment_info_submitted",
    ],
  },
  {
    name: "orders",
    signals: ["order_placed", "order_fulfilled", "order_cancelled", "order_refunded"],
  },
  {
    name: "visits",
    signals: ["email_visited", "sms_visited", "social_visited", "ad_visited", "affiliate_visited"],
  },
  {
    name: "messages",
    signals: [
      "email_opened",
      "email_clicked",
      "email_subscribed",
      "email_unsubscribed",
      "email_complained",
      "sms_clicked",
      "sms_replied",
      "sms_subscribed",
      "sms_unsubscribed",
      "push_clicked",
    ],
  },
  {
    name: "social",
    signals: [
      "social_engaged",
      "ad_clicked",
      "app_opened",
      "screen_viewed",
      "product_shared",
      "product_reviewed",
    ],
  },
] as const satisfies readonly { name: string; signals: readonly Signal[] }[];
