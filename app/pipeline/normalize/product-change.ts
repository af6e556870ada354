import type { ProductChangeWire } from "../capture/product-change-wire.ts";
import type { Normalized } from "../shared/records.ts";
import type { Instant } from "../shared/time.ts";
import { emptyNormalized } from "./empty-normalized.ts";
import { normalizeProduct } from "./product.ts";

/**
 * A changed price as the Next Gen Event tells it, in the words of products/update, so that the two tell
 * identical records whichever comes first. The product's lowest price is Shopify's own sum over all
 * variants, of which this is only the one that changed.
 */
export function normalizeProductChange(
  wire: ProductChangeWire,
  context: { shopCurrency: string; receivedAt: Instant },
): Normalized {
  const product = wire.data?.product ?? null;
  if (product === null) return emptyNormalized();
  const variant = wire.data?.productVariant ?? null;
  const lowest = product.priceRangeV2?.minVariantPrice.amount;
  const variants = [];
  if (variant !== null) {
    const { id, price, compareAtPrice } = variant;
    variants.push({ id, price, compare_at_price: compareAtPrice });
  }
  if (lowest !== undefined) variants.push({ id: null, price: lowest, compare_at_price: null });
  return normalizeProduct(
    {
      id: product.id,
      title: product.title,
      updated_at: product.updatedAt,
      product_type: product.productType,
      vendor: product.vendor,
      variants,
    },
    context,
  );
}
