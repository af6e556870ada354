/** What a batch to Kindling looks like; test/fixtures/browse-events.json is one. */
export const KINDS = [
  "channel_visited",
  "page_viewed",
  "product_viewed",
  "product_variant_viewed",
  "collection_viewed",
  "search_submitted",
  "cart_viewed",
  "page_scrolled",
  "page_dwelled",
  "gallery_opened",
  "reviews_opened",
  "size_guide_opened",
  "product_added_to_cart",
  "product_removed_from_cart",
] as const;

export type Kind = (typeof KINDS)[number];

/** How somebody came to the shop. */
export interface Touch {
  source?: string | undefined;
  medium?: string | undefined;
  campaign?: string | undefined;
  /** The name of the parameter alone: its value names a person to an ad network. */
  clickId?: string | undefined;
  /** Host alone. */
  referrer?: string | undefined;
}

/** What an event is about. Ids are digit strings; null is as good as absent. */
export interface Subject {
  path?: string | undefined;
  productId?: string | null | undefined;
  variantId?: string | null | undefined;
  collectionId?: string | null | undefined;
  touch?: Touch | undefined;
}

export interface BrowseEvent extends Subject {
  kind: Kind;
  /** ISO, by the browser's clock. */
  occurredAt: string;
}

/** What is told on withdrawal. */
export interface Withdrawal {
  clientId: string;
}

export interface Batch {
  clientId: string;
  sessionId: string;
  cartToken?: string | undefined;
  consent: { analytics: true; marketing: boolean };
  /** ISO, by the browser's clock: with it the server can set a wrong clock right. */
  sentAt: string;
  events: BrowseEvent[];
}
