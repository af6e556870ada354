import type { CartLine, RegisterInit } from "@shopify/web-pixels-extension";
import type { StandardEvent } from "./messages.ts";

/** The visitor's cart as a page tells it. */
export type ToldCart = RegisterInit["data"]["cart"];

/** What was put into a cart and taken out of it between two looks, each as Shopify's event. */
export function compareCarts(before: ToldCart, after: ToldCart): StandardEvent[] {
  const were = quantities(before);
  const are = quantities(after);
  return [...new Set([...were.keys(), ...are.keys()])].flatMap((variantId) => {
    const was = were.get(variantId);
    const is = are.get(variantId);
    const more = (is?.quantity ?? 0) - (was?.quantity ?? 0);
    const line = is ?? was;
    if (line === undefined || more === 0) return [];
    const name = more > 0 ? "product_added_to_cart" : "product_removed_from_cart";
    return [{ name, data: { cartLine: withQuantity(line, Math.abs(more)) } }];
  });
}

function quantities(cart: ToldCart): Map<string, CartLine> {
  return new Map((cart?.lines ?? []).map((line) => [line.merchandise.id ?? "", line]));
}

function withQuantity(line: CartLine, quantity: number): CartLine {
  const { amount, currencyCode } = line.merchandise.price;
  return { ...line, quantity, cost: { totalAmount: { amount: amount * quantity, currencyCode } } };
}
