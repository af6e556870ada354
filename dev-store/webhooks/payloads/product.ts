import type { Product, Variant } from "../../state/types.ts";
import { numericId } from "../json-text.ts";
import type { JsonObject } from "../json-text.ts";
import { formatMoney } from "./money.ts";
import type { PayloadShop } from "./payload-shop.ts";
import { formatShopTime } from "./shop-time.ts";

/** products/create and products/update: the whole product, with no word on what changed. */
export function buildProductPayload(shop: PayloadShop, product: Product): JsonObject {
  const { timezone } = shop.record;
  const createdAt = formatShopTime(product.createdAt, timezone);
  return {
    admin_graphql_api_id: `gid://shopify/Product/${product.id}`,
    body_html: product.descriptionHtml,
    created_at: createdAt,
    handle: product.handle,
    id: numericId(product.id),
    product_type: product.productType,
    published_at: product.status === "ACTIVE" ? createdAt : null,
    template_suffix: null,
    title: product.title,
    updated_at: formatShopTime(product.updatedAt, timezone),
    vendor: product.vendor,
    status: product.status.toLowerCase(),
    published_scope: "web",
    tags: product.tags.join(", "),
    variants: product.variants.map((variant, index) =>
      buildVariant(shop, { product, variant, position: index + 1 }),
    ),
    options: [],
    images: [],
    image: null,
    media: [],
    variant_gids: product.variants.map((variant) => ({
      admin_graphql_api_id: `gid://shopify/ProductVariant/${variant.id}`,
      updated_at: new Date(variant.updatedAt).toISOString(),
    })),
    has_variants_that_requires_components: false,
    category: null,
  };
}

/** products/delete. */
export function buildProductDeletePayload(product: Pick<Product, "id">): JsonObject {
  return { id: numericId(product.id) };
}

/** variants/in_stock and variants/out_of_stock: the variant, with the stock of before. */
export function buildStockPayload(
  shop: PayloadShop,
  change: { product: Product; variant: Variant; before: Variant },
): JsonObject {
  const { product, variant, before } = change;
  const position = product.variants.findIndex(({ id }) => id === variant.id) + 1;
  const { inventory_item_id: _item, ...fields } = buildVariant(shop, {
    product,
    variant,
    position,
  });
  return { ...fields, old_inventory_quantity: before.inventoryQuantity };
}

function buildVariant(
  { record: { timezone, currency } }: PayloadShop,
  { product, variant, position }: { product: Product; variant: Variant; position: number },
): JsonObject {
  return {
    admin_graphql_api_id: `gid://shopify/ProductVariant/${variant.id}`,
    barcode: null,
    compare_at_price:
      variant.compareAtPriceMinor === null
        ? null
        : formatMoney(variant.compareAtPriceMinor, currency),
    created_at: formatShopTime(variant.createdAt, timezone),
    id: numericId(variant.id),
    inventory_policy: "deny",
    position,
    price: formatMoney(variant.priceMinor, currency),
    product_id: numericId(product.id),
    sku: variant.sku,
    taxable: false,
    title: variant.title,
    updated_at: formatShopTime(variant.updatedAt, timezone),
    option1: variant.title,
    option2: null,
    option3: null,
    image_id: null,
    inventory_item_id: null,
    inventory_quantity: variant.inventoryQuantity,
    old_inventory_quantity: variant.inventoryQuantity,
  };
}
