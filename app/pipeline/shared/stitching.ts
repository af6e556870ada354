import type { IdentityKind } from "./identities.ts";
import type { Signal } from "./signals.ts";

// Stitching: tying an order to what its person did before it. These are the rules by which it is judged how
// well that went; app/queries/read-stitching.ts counts the orders by what they are judged by.

/** How long before an order browsing still led to it. */
export const STITCH_LOOKBACK_DAYS = 30;

/** The channel of orders that were placed in the online store, in Shopify's word. */
export const ONLINE_CHANNEL = "web";

/** What somebody does who looks around in a storefront or an app. */
export const BROWSE_SIGNALS = [
  "page_viewed",
  "collection_viewed",
  "search_submitted",
  "product_viewed",
  "product_variant_viewed",
  "cart_viewed",
  "page_scrolled",
  "page_dwelled",
  "gallery_opened",
  "reviews_opened",
  "size_guide_opened",
  "product_added_to_cart",
  "product_removed_from_cart",
  "email_visited",
  "sms_visited",
  "social_visited",
  "ad_visited",
  "affiliate_visited",
  "app_opened",
  "screen_viewed",
] as const satisfies readonly Signal[];

/** The kinds of id that browse: a cart or a checkout is filled, and looks at nothing. */
export const BROWSING_KINDS = [
  "customer",
  "user",
  "session",
  "client",
] as const satisfies readonly IdentityKind[];

/** Why an order is tied to no browsing, in the order in which the causes are asked. */
export const GAP_CAUSES = [
  "before-install",
  "no-token",
  "unseen-cart",
  "other-person",
  "no-browsing",
] as const;

export type GapCause = (typeof GAP_CAUSES)[number];

/** What an order is judged by. */
export interface StitchEvidence {
  /** Its person browsed within the days before it. */
  hasBrowsing: boolean;
  /** It was placed before the app was installed. */
  isBeforeInstall: boolean;
  /** It names a cart or a checkout. */
  hasToken: boolean;
  /** The cart or the checkout was seen in a browser. */
  hasBrowser: boolean;
  /** At least one such browser was the order's person's when it was placed. */
  hasOwnBrowser: boolean;
}

/** Whether an order is tied to browsing before it, else the one cause why it is not. */
export function judgeStitch(evidence: StitchEvidence): "tied" | GapCause {
  if (evidence.hasBrowsing) return "tied";
  if (evidence.isBeforeInstall) return "before-install";
  if (!evidence.hasToken) return "no-token";
  if (!evidence.hasBrowser) return "unseen-cart";
  if (!evidence.hasOwnBrowser) return "other-person";
  return "no-browsing";
}
