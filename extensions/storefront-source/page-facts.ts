import { noteCart } from "./cart.ts";
import { readTouch } from "./channel.ts";
import {
  cartLines,
  collectionId,
  customerId,
  pageType,
  productId,
  search,
  variantId,
} from "./page-context.ts";
import { record } from "./record.ts";
import { meetCustomer } from "./state.ts";
import { readState, writeState } from "./stored-state.ts";
import { toJson } from "./to-json.ts";

/** What the page itself is, as Liquid told it. A theme may tell the same by events, or not at all. */
export function recordPage(): void {
  writeState(meetCustomer(readState(), customerId));
  record("page_viewed");
  // Once a session, and again when the same session comes by another way.
  const touch = toJson(readTouch(location, document.referrer));
  if (touch !== "{}" && touch !== readState().touch) {
    record("channel_visited", { touch: JSON.parse(touch) });
    writeState({ touch });
  }
  viewProduct(productId, variantId);
  // An address that names a variant was made for that variant.
  viewVariant(productId, readNamedVariant());
  if (pageType === "collection") record("collection_viewed", { collectionId });
  if (search) record("search_submitted", {}, search);
  if (pageType === "cart") record("cart_viewed");
  // A page can be fetched ahead of its time; the cart's own page is not.
  noteCart(cartLines, pageType === "cart");
}

export function readNamedVariant(): string | undefined {
  return /[?&]variant=(\d+)/.exec(location.search)?.[1];
}

export function viewProduct(productId?: string | null, variantId?: string | null): void {
  if (productId) record("product_viewed", { productId, variantId }, productId);
}

export function viewVariant(productId?: string | null, variantId?: string | null): void {
  if (variantId) record("product_variant_viewed", { productId, variantId }, variantId);
}
