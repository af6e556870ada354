/**
 * Every kind of behavior that Kindling counts, one word each. Names follow Shopify's web pixel
 * events where one exists, so that a merchant meets the words they know.
 */
export const SIGNALS = [
  "page_viewed",
  "product_viewed",
  "collection_viewed",
  "search_submitted",
  "cart_viewed",
  "product_added_to_cart",
  "product_removed_from_cart",
  "cart_updated",
  "cart_emptied",
  "checkout_started",
  "order_placed",
  "order_cancelled",
] as const;

export type Signal = (typeof SIGNALS)[number];

/**
 * How far a source can be believed. `signed`: Shopify itself said it (webhooks, Admin API).
 * `claimed`: a browser said it through Shopify's signed app proxy, so the shop is certain and the
 * content is not. `unsigned`: anybody could have sent it.
 */
export const TRUST_LEVELS = ["signed", "claimed", "unsigned"] as const;

export type Trust = (typeof TRUST_LEVELS)[number];
