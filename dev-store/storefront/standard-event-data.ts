import type { Shop } from "../state/shop.ts";
import type { Product, Variant } from "../state/types.ts";
import { formatMoney } from "../webhooks/payloads/money.ts";
import type { StorefrontPage } from "./storefront-page.ts";

/**
 * What a theme with standard storefront events prints for its script (Liquid's standard_event_data), shaped as
 * the Storefront API answers: gids, names in camel case.
 */
export function describeForScripts(shop: Shop, page: StorefrontPage): object {
  const { product, variant, collection } = page;
  return {
    product: product && describeProduct(product),
    selectedVariant: product && describeVariant(shop, variant ?? product.variants[0]),
    variants: product?.variants.map((each) => describeVariant(shop, each)),
    collection: collection?.id && {
      id: `gid://shopify/Collection/${collection.id}`,
      title: collection.title,
      handle: collection.handle,
    },
  };
}

function describeProduct({ id, title, handle, vendor, productType }: Product): object {
  return { id: `gid://shopify/Product/${id}`, title, handle, vendor, productType };
}

function describeVariant(shop: Shop, variant: Variant | undefined): object | null {
  if (variant === undefined) return null;
  return {
    id: `gid://shopify/ProductVariant/${variant.id}`,
    title: variant.title,
    price: {
      amount: formatMoney(variant.priceMinor, shop.currency),
      currencyCode: shop.currency,
    },
  };
}
