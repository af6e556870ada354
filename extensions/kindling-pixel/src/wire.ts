/** What the pixel sends: POST to its endpoint, as text/plain. The contract is test/fixtures/pixel-events.json. */
export interface PixelBatch {
  shopToken: string;
  /** The visitor id of the storefront's script where it has one, else Shopify's. */
  clientId: string;
  shopifyClientId: string;
  consent: { analytics: boolean; marketing: boolean };
  sentAt: string;
  events: WireEvent[];
}

/** The kinds that the pixel tells, each named as Shopify's event. */
export const KINDS = [
  "page_viewed",
  "product_viewed",
  "collection_viewed",
  "search_submitted",
  "cart_viewed",
  "product_added_to_cart",
  "product_removed_from_cart",
  "checkout_started",
  "checkout_contact_info_submitted",
  "checkout_address_info_submitted",
  "checkout_shipping_info_submitted",
  "payment_info_submitted",
  "checkout_completed",
] as const;

export type Kind = (typeof KINDS)[number];

/**
 * Ids and times alone. Ids are digits, a path is a path: never a name, an address, a price. A completed checkout
 * names no order: orders are Shopify's to tell, and know their checkout's token.
 */
export interface WireEvent {
  kind: Kind;
  /** By the browser's clock. */
  occurredAt: string;
  path?: string;
  productId?: string;
  variantId?: string;
  collectionId?: string;
  checkoutToken?: string;
  cartToken?: string;
}
