import type { PixelEvents } from "@shopify/web-pixels-extension";
import { readCartToken, readId } from "./read-id.ts";
import { shortenPath } from "./shorten-path.ts";
import type { Kind, WireEvent } from "./wire.ts";

export type PixelEvent = PixelEvents[Kind];

/**
 * What is sent of an event that Shopify published: its kind, its time, where it happened, and ids. Null when
 * it lacks the product or the checkout that it is about, since nothing can be told of it then.
 * @param cartId of the visitor's cart when the page was made, for events that do not name it themselves
 */
export function toWireEvent(event: PixelEvent, cartId: string | null = null): WireEvent | null {
  const ids = readIds(event, cartId);
  if (ids === null) return null;
  const occurredAt = new Date(event.timestamp).toISOString();
  const path = shortenPath(event.context.document.location.pathname);
  return { kind: event.name, occurredAt, path, ...ids };
}

type Ids = Omit<WireEvent, "kind" | "occurredAt" | "path">;

function readIds(event: PixelEvent, cartId: string | null): Ids | null {
  switch (event.name) {
    case "page_viewed":
    case "search_submitted":
      return {};
    case "product_viewed":
      return readVariant(event.data.productVariant);
    case "collection_viewed":
      // The collection of all products has no id: then the path is what it is about.
      return { collectionId: readId(event.data.collection.id) };
    case "cart_viewed":
      return { cartToken: readCartToken(event.data.cart?.id ?? cartId) };
    case "product_added_to_cart":
    case "product_removed_from_cart": {
      const line = readVariant(event.data.cartLine?.merchandise);
      return line && { ...line, cartToken: readCartToken(cartId) };
    }
    case "checkout_started":
    case "checkout_contact_info_submitted":
    case "checkout_address_info_submitted":
    case "checkout_shipping_info_submitted":
    case "payment_info_submitted":
    case "checkout_completed":
      return readCheckout(event.data.checkout, cartId);
  }
}

type Variant = PixelEvents["product_viewed"]["data"]["productVariant"];

function readVariant(variant: Variant | undefined): Ids | null {
  const productId = readId(variant?.product.id);
  return productId === undefined ? null : { productId, variantId: readId(variant?.id) };
}

type Checkout = PixelEvents["checkout_started"]["data"]["checkout"];

function readCheckout({ token }: Checkout, cartId: string | null): Ids | null {
  return token ? { checkoutToken: token, cartToken: readCartToken(cartId) } : null;
}
