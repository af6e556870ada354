import type { BrowseEventWire, PixelEventWire } from "../capture/storefront-event.ts";
import { SECOND_MS } from "../shared/time.ts";
import { toInstant } from "./instant.ts";

/** Two sightings of one thing closer than this are one fact. */
const SAME_FACT_SECONDS = 10;

type Seen = Pick<
  BrowseEventWire | PixelEventWire,
  "kind" | "occurredAt" | "path" | "productId" | "variantId" | "collectionId"
>;

/**
 * The key of what a browser saw: who, what, of which thing, in which ten seconds of the browser's own
 * clock. The theme's embed and the pixel see most things both, each without the other's id for them; both
 * run on one clock, so that both name the fact alike. A page that is loaded again within ten seconds, or a
 * button that is pressed twice, is one fact.
 */
export function storefrontFactKey(clientId: string, event: Seen): string {
  const tenth = Math.floor(toInstant(event.occurredAt) / (SAME_FACT_SECONDS * SECOND_MS));
  return `client:${clientId}:${event.kind}:${subjectOf(event)}:${tenth}`;
}

/** The thing itself where both scripts know its id, else the page. */
function subjectOf({ kind, path, productId, variantId, collectionId }: Seen): string {
  switch (kind) {
    case "product_viewed":
    case "product_added_to_cart":
    case "product_removed_from_cart":
      return productId ?? path ?? "";
    case "product_variant_viewed":
      return variantId ?? productId ?? "";
    case "collection_viewed":
      return collectionId ?? path ?? "";
    case "cart_viewed":
    case "search_submitted":
    case "channel_visited":
      return "";
    default:
      return path ?? "";
  }
}

/** What an event was about, for those who ask which products or collections. */
export function aboutOf({ productId, collectionId }: Seen): string | null {
  if (productId !== null) return `product:${productId}`;
  return collectionId === null ? null : `collection:${collectionId}`;
}
