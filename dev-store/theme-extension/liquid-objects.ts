import type { Customer, Product, Variant } from "../state/types.ts";
import type { Shop } from "../state/shop.ts";
import type { StorefrontPage } from "../storefront/storefront-page.ts";
import type { StorefrontRequest } from "../storefront/storefront-request.ts";
import { readCart, readVisitor } from "../storefront/visitor.ts";

/**
 * The Liquid objects of one page, with the properties that Shopify documents and app embeds use. As on Shopify
 * the cart has no token, and whoever is not logged in is no customer.
 */
export function buildLiquidObjects(
  { request, shop, base, path, query }: StorefrontRequest,
  page: StorefrontPage,
): Record<string, unknown> {
  const root = base === "" ? "/" : base;
  return {
    request: {
      page_type: page.type,
      path: `${base}${path}`,
      host: request.headers.host,
      design_mode: isDesignMode(query),
      locale: { iso_code: "en", primary: true },
    },
    routes: {
      root_url: root,
      cart_url: `${base}/cart`,
      cart_add_url: `${base}/cart/add`,
      cart_change_url: `${base}/cart/change`,
      search_url: `${base}/search`,
      all_products_collection_url: `${base}/collections/all`,
    },
    shop: {
      id: Number(shop.record.id),
      name: shop.record.name,
      domain: shop.domain,
      permanent_domain: shop.domain,
      currency: shop.currency,
    },
    product: page.product && describeProduct(page.product, page.variant),
    collection: page.collection && {
      id: page.collection.id === null ? null : Number(page.collection.id),
      handle: page.collection.handle,
      title: page.collection.title,
    },
    search: { performed: page.search !== undefined, terms: page.search ?? "" },
    customer: describeCustomer(readVisitor(request, shop)),
    cart: describeCart(shop, readCart(request, shop)?.lines ?? []),
  };
}

/** The dev store's own way into a theme editor: any page with ?design_mode. */
export function isDesignMode(query: URLSearchParams): boolean {
  return query.has("design_mode");
}

function describeProduct(product: Product, selected: Variant | undefined): object {
  const variants = product.variants.map(describeVariant);
  return {
    id: Number(product.id),
    title: product.title,
    handle: product.handle,
    vendor: product.vendor,
    type: product.productType,
    url: `/products/${product.handle}`,
    variants,
    selected_variant: selected && describeVariant(selected),
    selected_or_first_available_variant: selected ? describeVariant(selected) : variants[0],
  };
}

function describeVariant({ id, title, sku, priceMinor }: Variant): object {
  return { id: Number(id), title, sku, price: priceMinor };
}

function describeCustomer(customer: Customer | undefined): object | undefined {
  return customer && { id: Number(customer.id), first_name: customer.firstName };
}

function describeCart(
  shop: Shop,
  lines: { productId: string | null; variantId: string | null; quantity: number }[],
): object {
  return {
    item_count: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    currency: { iso_code: shop.currency },
    items: lines.map(({ productId, variantId, quantity }) => ({
      product_id: Number(productId),
      variant_id: Number(variantId),
      quantity,
    })),
  };
}
