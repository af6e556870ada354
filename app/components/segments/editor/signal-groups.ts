import type { Signal } from "../../../pipeline/shared/signals.ts";

/** The signals by what they mean to a merchant, in the order in which shoppers come to them. */
export const SIGNAL_GROUPS: readonly { title: string; signals: readonly Signal[] }[] = [
  {
    title: "Looking around",
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
    title: "Looking closely",
    signals: [
      "page_scrolled",
      "page_dwelled",
      "gallery_opened",
      "reviews_opened",
      "size_guide_opened",
    ],
  },
  {
    title: "Cart and wishlist",
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
    title: "Checkout",
    signals: [
      "checkout_started",
      "checkout_contact_info_submitted",
      "checkout_address_info_submitted",
      "checkout_shipping_info_submitted",
      "payment_info_submitted",
    ],
  },
  {
    title: "Orders as events",
    signals: ["order_placed", "order_fulfilled", "order_cancelled", "order_refunded"],
  },
  {
    title: "Visits by channel",
    signals: ["email_visited", "sms_visited", "social_visited", "ad_visited", "affiliate_visited"],
  },
  {
    title: "Messages",
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
    title: "Social, ads, app",
    signals: [
      "social_engaged",
      "ad_clicked",
      "app_opened",
      "screen_viewed",
      "product_shared",
      "product_reviewed",
    ],
  },
];
