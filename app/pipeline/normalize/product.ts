import type { DeletionWire } from "../capture/customer-wire.ts";
import type { ProductWire } from "../capture/product-wire.ts";
import { toMinorUnits } from "../shared/money.ts";
import type { Normalized } from "../shared/records.ts";
import type { Instant } from "../shared/time.ts";
import { emptyNormalized } from "./empty-normalized.ts";
import { toInstantOrNull } from "./instant.ts";

/** A product with its variants. Its price is its cheapest variant's, in the shop's currency. */
export function normalizeProduct(
  wire: ProductWire,
  { shopCurrency, receivedAt }: { shopCurrency: string; receivedAt: Instant },
): Normalized {
  const normalized = emptyNormalized();
  const sourceUpdatedAt = toInstantOrNull(wire.updated_at) ?? receivedAt;
  let priceMinor: number | null = null;
  for (const { id, price, compare_at_price } of wire.variants) {
    const minor = toMinorUnits(price, shopCurrency);
    if (priceMinor === null || minor < priceMinor) priceMinor = minor;
    if (id === null) continue;
    normalized.variants.push({
      variantId: id,
      productId: wire.id,
      priceMinor: minor,
      compareAtMinor:
        compare_at_price === null ? null : toMinorUnits(compare_at_price, shopCurrency),
      sourceUpdatedAt,
    });
  }
  normalized.products.push({
    productId: wire.id,
    title: wire.title,
    priceMinor,
    productType: wire.product_type,
    vendor: wire.vendor,
    deletedAt: null,
    sourceUpdatedAt,
  });
  return normalized;
}

/** A product's deletion. What the product was is unknown to it: what earlier tellings say of that stays. */
export function normalizeProductDeletion(wire: DeletionWire, receivedAt: Instant): Normalized {
  const normalized = emptyNormalized();
  const deletedAt = toInstantOrNull(wire.deleted_at) ?? receivedAt;
  normalized.products.push({
    productId: wire.id,
    title: "",
    priceMinor: null,
    productType: null,
    vendor: null,
    deletedAt,
    sourceUpdatedAt: deletedAt,
  });
  return normalized;
}
