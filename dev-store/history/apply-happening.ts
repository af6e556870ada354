import type { Shop } from "../state/shop.ts";
import type { LineInput } from "../state/types.ts";
import { productKeyOf } from "./history.ts";
import type { Happening, HistoryLine, HistoryOrder } from "./history.ts";

/** Which id of the shop stands for which key of the history. */
export interface HistoryIds {
  customers: Map<string, string>;
  orders: Map<string, string>;
  products: Map<string, { productId: string; variantId: string }>;
}

export interface ApplyInput {
  shop: Shop;
  ids: HistoryIds;
  happening: Happening;
  /** Whether the shop tells the app: true for live happenings, false for those before it. */
  emit: boolean;
}

export const noIds = (): HistoryIds => ({
  customers: new Map(),
  orders: new Map(),
  products: new Map(),
});

/**
 * Makes one happening happen in a shop, at its own time, and notes the ids it gave. A customer and a
 * product come into the shop with the first order that names them. Throws when a refund or a
 * cancellation names an order that was not applied before.
 */
export function applyHappening({ shop, ids, happening, emit }: ApplyInput): void {
  const options = { at: happening.at, emit };
  if (happening.kind === "order") {
    const { order } = happening;
    const customerId = ensureCustomer({ shop, ids, order, options });
    const lines = order.lines.map((line) => toLine({ shop, ids, line, options }));
    const { key, totalMinor, discount } = order;
    const input = { customerId, createdAt: happening.at, lines, totalMinor };
    const placed = shop.createOrder(
      discount === undefined ? input : { ...input, discount },
      options,
    );
    ids.orders.set(key, placed.id);
    return;
  }
  const orderId = ids.orders.get(happening.orderKey);
  if (orderId === undefined) {
    throw new Error(`Order ${happening.orderKey} is taken back before it was placed`);
  }
  if (happening.kind === "refund") {
    shop.refundOrder(orderId, { amountMinor: happening.amountMinor, at: happening.at }, options);
    return;
  }
  // Shopify gives the money back first: a cancelled order takes no further refund there.
  if (happening.refundMinor > 0) {
    shop.refundOrder(orderId, { amountMinor: happening.refundMinor, at: happening.at }, options);
  }
  shop.cancelOrder(orderId, { at: happening.at, reason: "CUSTOMER" }, options);
}

interface EnsureInput {
  shop: Shop;
  ids: HistoryIds;
  options: { at: number; emit: boolean };
}

function ensureCustomer(input: EnsureInput & { order: HistoryOrder }): string | null {
  const { shop, ids, options, order } = input;
  if (order.customerKey === null) return null;
  const known = ids.customers.get(order.customerKey);
  if (known !== undefined) return known;
  const { id } = shop.createCustomer({ createdAt: options.at }, options);
  ids.customers.set(order.customerKey, id);
  return id;
}

function toLine(input: EnsureInput & { line: HistoryLine }): LineInput {
  const { quantity, priceMinor, sku } = input.line;
  const key = productKeyOf(input.line);
  // Shopify wants a title of every line, also where the file knows no products.
  const title = input.line.title || sku || "Purchase";
  if (key === "") return { title, quantity, priceMinor };
  return {
    ...ensureProduct({ ...input, key, title }),
    sku: sku || null,
    title,
    quantity,
    priceMinor,
  };
}

function ensureProduct(input: EnsureInput & { line: HistoryLine; key: string; title: string }) {
  const { shop, ids, options, key, title } = input;
  const known = ids.products.get(key);
  if (known !== undefined) return known;
  const { priceMinor, sku } = input.line;
  const product = shop.createProduct(
    { title, priceMinor, sku: sku || null, createdAt: options.at },
    options,
  );
  const made = { productId: product.id, variantId: product.variants[0]?.id ?? product.id };
  ids.products.set(key, made);
  return made;
}
