import { formatMoney } from "../../state/money.ts";
import type { Product, Variant } from "../../state/types.ts";
import { toDateTime } from "../api-node.ts";
import type { ApiContext, ApiNode } from "../api-node.ts";
import { connectArray } from "../connection.ts";
import type { PageArguments } from "../connection.ts";
import { toGid } from "../gid.ts";
import { connectCollectionsOf } from "./collection-node.ts";
import { metafieldFields } from "./metafield-node.ts";
import { toMoneyV2 } from "./money-node.ts";

export function toProductNode(context: ApiContext, product: Product): ApiNode {
  const { currency, domain } = context.state.record;
  const id = toGid("Product", product.id);
  const prices = product.variants.map((variant) => variant.priceMinor);
  const isActive = product.status === "ACTIVE";
  return {
    __typename: "Product",
    id,
    legacyResourceId: product.id,
    title: product.title,
    handle: product.handle,
    vendor: product.vendor,
    productType: product.productType,
    status: product.status,
    tags: product.tags,
    descriptionHtml: product.descriptionHtml,
    createdAt: toDateTime(product.createdAt),
    updatedAt: toDateTime(product.updatedAt),
    publishedAt: isActive ? toDateTime(product.createdAt) : null,
    onlineStoreUrl: isActive ? `https://${domain}/products/${product.handle}` : null,
    featuredMedia: null,
    featuredImage: null,
    isGiftCard: false,
    hasOnlyDefaultVariant: product.variants.length === 1,
    totalInventory: product.variants.reduce((sum, one) => sum + one.inventoryQuantity, 0),
    totalVariants: product.variants.length,
    variantsCount: { __typename: "Count", count: product.variants.length, precision: "EXACT" },
    priceRangeV2: {
      __typename: "ProductPriceRangeV2",
      minVariantPrice: toMoneyV2(Math.min(...prices), currency),
      maxVariantPrice: toMoneyV2(Math.max(...prices), currency),
    },
    variants: (args: PageArguments) =>
      connectArray("ProductVariant", { items: product.variants, args }, (variant) =>
        toVariantNode(context, { product, variant }),
      ),
    collections: (args: PageArguments) => connectCollectionsOf(context, product, args),
    ...metafieldFields(context, id),
  };
}

export function toVariantNode(
  context: ApiContext,
  { product, variant }: { product: Product; variant: Variant },
): ApiNode {
  const { currency } = context.state.record;
  const { compareAtPriceMinor } = variant;
  const id = toGid("ProductVariant", variant.id);
  return {
    __typename: "ProductVariant",
    id,
    legacyResourceId: variant.id,
    title: variant.title,
    displayName: `${product.title} - ${variant.title}`,
    sku: variant.sku,
    barcode: null,
    price: formatMoney(variant.priceMinor, currency),
    compareAtPrice:
      compareAtPriceMinor === null ? null : formatMoney(compareAtPriceMinor, currency),
    inventoryQuantity: variant.inventoryQuantity,
    availableForSale: variant.inventoryQuantity > 0,
    position: product.variants.indexOf(variant) + 1,
    createdAt: toDateTime(variant.createdAt),
    updatedAt: toDateTime(variant.updatedAt),
    product: () => toProductNode(context, product),
    ...metafieldFields(context, id),
  };
}
