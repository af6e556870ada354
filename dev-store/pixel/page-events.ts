import type { Shop } from "../state/shop.ts";
import type { Cart } from "../state/types.ts";
import { isShownIn } from "../storefront/collections.ts";
import { findProducts } from "../storefront/list-pages.ts";
import type { StorefrontPage } from "../storefront/storefront-page.ts";
import type { StandardEvent } from "./client/messages.ts";
import { toPixelCart, toProductVariant, toProductVariants } from "./event-data.ts";

/** As many as the first page of a collection shows. */
const PAGE_SIZE = 24;

/** The standard events that a page of the storefront is, besides page_viewed. */
export function eventsOfPage(
  shop: Shop,
  { type, product, variant, collection, search }: StorefrontPage,
  cart: Cart | undefined,
): StandardEvent[] {
  if (type === "product" && product !== undefined) {
    const shown = variant ?? product.variants[0];
    if (shown === undefined) return [];
    const data = { productVariant: toProductVariant(shop, product, shown) };
    return [{ name: "product_viewed", data }];
  }
  if (type === "collection" && collection !== undefined) {
    const products = [...shop.products()].filter((one) => isShownIn(collection, one));
    const productVariants = toProductVariants(shop, products.slice(0, PAGE_SIZE));
    const { title, id } = collection;
    // The page of all products is a collection without an id.
    return [
      { name: "collection_viewed", data: { collection: { id: id ?? "", title, productVariants } } },
    ];
  }
  if (type === "search" && search !== undefined) {
    const productVariants = toProductVariants(shop, findProducts(shop, search));
    return [
      { name: "search_submitted", data: { searchResult: { query: search, productVariants } } },
    ];
  }
  if (type === "cart") {
    const data = { cart: cart === undefined ? null : toPixelCart(shop, cart) };
    return [{ name: "cart_viewed", data }];
  }
  return [];
}
