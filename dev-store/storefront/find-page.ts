import type { Shop } from "../state/shop.ts";
import type { Product } from "../state/types.ts";
import { renderCartPage } from "./cart-page.ts";
import { findCollection } from "./collections.ts";
import { html } from "../admin-page/html.ts";
import {
  renderCollectionLinks,
  renderCollectionPage,
  renderHomePage,
  renderSearchPage,
} from "./list-pages.ts";
import { renderProductPage } from "./product-page.ts";
import type { StorefrontPage } from "./storefront-page.ts";
import type { StorefrontRequest } from "./storefront-request.ts";
import { readCart } from "./visitor.ts";

/** The page at an address; undefined where there is none. */
export function findPage(storefront: StorefrontRequest): StorefrontPage | undefined {
  const { request, shop, base, path, query } = storefront;
  const [, area = "", handle, deeper, productHandle] = path
    .split("/")
    .map((part) => decodeURIComponent(part));
  switch (area) {
    case "":
      return { title: "", type: "index", content: renderHomePage(shop, base) };
    case "collections":
      if (handle === undefined) {
        const content = html`<h1>Collections</h1>
          ${renderCollectionLinks(shop, base)}`;
        return { title: "Collections", type: "list-collections", content };
      }
      // Themes link the products of a collection below it.
      return deeper === "products" && productHandle !== undefined
        ? productPage(storefront, productHandle)
        : collectionPage(storefront, handle);
    case "products":
      return handle === undefined ? undefined : productPage(storefront, handle);
    case "search": {
      const words = query.get("q")?.trim() || undefined;
      const content = renderSearchPage(shop, { base, words });
      return { title: "Search", type: "search", content, ...(words && { search: words }) };
    }
    case "cart": {
      const content = renderCartPage(shop, base, readCart(request, shop));
      return handle === undefined ? { title: "Cart", type: "cart", content } : undefined;
    }
    default:
      return undefined;
  }
}

function collectionPage(
  { shop, base, query }: StorefrontRequest,
  handle: string,
): StorefrontPage | undefined {
  const collection = findCollection(shop, handle);
  if (collection === undefined) return undefined;
  const page = Math.max(1, Number.parseInt(query.get("page") ?? "1", 10) || 1);
  const content = renderCollectionPage(shop, { base, collection, page });
  return { title: collection.title, type: "collection", content, collection };
}

function productPage(
  { shop, base, query }: StorefrontRequest,
  handle: string,
): StorefrontPage | undefined {
  const product = findProduct(shop, handle);
  if (product === undefined) return undefined;
  const variant = product.variants.find(({ id }) => id === query.get("variant"));
  const content = renderProductPage(shop, { base, product, variant });
  return { title: product.title, type: "product", content, product, ...(variant && { variant }) };
}

function findProduct(shop: Shop, handleOrId: string): Product | undefined {
  if (/^\d{1,19}$/.test(handleOrId)) return shop.product(handleOrId);
  for (const product of shop.products()) if (product.handle === handleOrId) return product;
  return undefined;
}
