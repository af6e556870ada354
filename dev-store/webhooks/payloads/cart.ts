import type { Cart, OrderLine } from "../../state/types.ts";
import { numericId } from "../json-text.ts";
import type { JsonObject } from "../json-text.ts";
import { formatMoney, moneySet } from "./money.ts";
import type { PayloadShop } from "./payload-shop.ts";

/** carts/create and carts/update. A cart names no customer: its token is the only way to one. */
export function buildCartPayload(shop: PayloadShop, cart: Cart): JsonObject {
  const { currency } = shop.record;
  return {
    id: cart.token,
    token: cart.token,
    line_items: cart.lines.map((line) => buildCartLine(line, currency)),
    note: cart.note,
    // UTC with milliseconds, unlike every other timestamp of the REST payloads.
    updated_at: new Date(cart.updatedAt).toISOString(),
    created_at: new Date(cart.createdAt).toISOString(),
  };
}

function buildCartLine(line: OrderLine, currency: string): JsonObject {
  const lineMinor = line.priceMinor * line.quantity;
  const price = formatMoney(line.priceMinor, currency);
  const priceSet = moneySet(line.priceMinor, currency);
  // A cart's line has no id of its own: Shopify repeats the variant's.
  const id = numericId(line.variantId ?? line.id);
  return {
    id,
    properties: null,
    quantity: line.quantity,
    variant_id: id,
    key: `${id.digits}:${line.id}`,
    discounted_price: price,
    discounts: [],
    gift_card: false,
    grams: 0,
    line_price: formatMoney(lineMinor, currency),
    original_line_price: formatMoney(lineMinor, currency),
    original_price: price,
    price,
    product_id: numericId(line.productId),
    sku: line.sku,
    taxable: false,
    title: line.title,
    total_discount: formatMoney(0, currency),
    vendor: "",
    discounted_price_set: priceSet,
    line_price_set: moneySet(lineMinor, currency),
    original_line_price_set: moneySet(lineMinor, currency),
    price_set: priceSet,
    total_discount_set: moneySet(0, currency),
    parent_relationship: null,
  };
}
