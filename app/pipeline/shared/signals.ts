/**
 * Every kind of behavior that Kindling counts, one word each. Names follow Shopify's web pixel
 * events where one exists, so that a merchant meets the words they know.
 */
export const SIGNALS = [
  // Looking around.
  "page_viewed",
  "collection_viewed",
  "search_submitted",
  "product_viewed",
  "product_variant_viewed",
  "cart_viewed",
  // Looking closely.
  "page_scrolled",
  "page_dwelled",
  "gallery_opened",
  "reviews_opened",
  "size_guide_opened",
  // The cart.
  "product_added_to_cart",
  "product_removed_from_cart",
  "cart_updated",
  "cart_emptied",
  // The checkout.
  "checkout_started",
  "checkout_contact_info_submitted",
  "checkout_address_info_submitted",
  "checkout_shipping_info_submitted",
  "payment_info_submitted",
  // Orders, as Shopify itself tells them.
  "order_placed",
  "order_cancelled",
  "order_fulfilled",
  "order_refunded",
  // Arriving from a channel.
  "email_visited",
  "sms_visited",
  "social_visited",
  "ad_visited",
  "affiliate_visited",
  // Engaging with a channel.
  "email_opened",
  "email_clicked",
  "email_complained",
  "email_subscribed",
  "email_unsubscribed",
  "sms_clicked",
  "sms_replied",
  "sms_subscribed",
  "sms_unsubscribed",
  "push_clicked",
  "social_engaged",
  "ad_clicked",
  // The shop's app.
  "app_opened",
  "screen_viewed",
  // Wanting and telling.
  "wishlist_added",
  "wishlist_removed",
  "product_shared",
  "product_reviewed",
  "promotion_clicked",
  "coupon_entered",
] as const;

export type Signal = (typeof SIGNALS)[number];

/**
 * How far a source can be believed. `signed`: a secret vouches for every word (Shopify's webhooks and
 * Admin API, a channel's signed webhooks, the merchant's own servers by their key). `claimed`: a browser
 * said it through Shopify's signed app proxy, so the shop is certain and the content is not. `unsigned`:
 * anybody could have sent it (the pixel's sandbox, a key that stands in a browser or an app).
 */
export const TRUST_LEVELS = ["signed", "claimed", "unsigned"] as const;

export type Trust = (typeof TRUST_LEVELS)[number];
