import { randomBytes } from "node:crypto";
import type { Shop } from "../state/shop.ts";
import type { Cart, LineInput, OrderLine, Product, Variant } from "../state/types.ts";

/** A new cart's token, shaped as the online store's. */
export function createCartToken(): string {
  return randomBytes(16).toString("hex");
}

/** Puts pieces of a variant into the cart; undefined when the shop has no such variant. */
export function addToCart(
  shop: Shop,
  { token, variantId, quantity }: { token: string; variantId: string; quantity: number },
): Cart | undefined {
  const found = findVariant(shop, variantId);
  if (found === undefined) return undefined;
  const lines = (shop.cart(token)?.lines ?? []).map(toLineInput);
  const line = lines.find((existing) => existing.variantId === variantId);
  if (line === undefined) lines.push(toLine(found.product, found.variant, quantity));
  else line.quantity += quantity;
  return shop.upsertCart({ token, lines });
}

/** Sets the pieces of a variant; none takes the line out. Undefined when there is no such cart. */
export function changeCart(
  shop: Shop,
  { token, variantId, quantity }: { token: string; variantId: string; quantity: number },
): Cart | undefined {
  const cart = shop.cart(token);
  if (cart === undefined) return undefined;
  const lines = cart.lines
    .map(toLineInput)
    .map((line) => (line.variantId === variantId ? { ...line, quantity } : line))
    .filter((line) => line.quantity > 0);
  return shop.upsertCart({ token, lines });
}

export function findVariant(
  shop: Shop,
  variantId: string,
): { product: Product; variant: Variant } | undefined {
  for (const product of shop.products()) {
    const variant = product.variants.find(({ id }) => id === variantId);
    if (variant !== undefined) return { product, variant };
  }
  return undefined;
}

function toLine(
  product: Product,
  variant: Variant,
  quantity: number,
): LineInput & { variantId: string } {
  return {
    productId: product.id,
    variantId: variant.id,
    sku: variant.sku,
    title: product.title,
    quantity,
    priceMinor: variant.priceMinor,
  };
}

/** A line of a cart or checkout as it is given to the next record. */
export function toLineInput(line: OrderLine): LineInput {
  const { productId, variantId, sku, title, quantity, priceMinor } = line;
  return { productId, variantId, sku, title, quantity, priceMinor };
}
