import type { CartLine } from "@shopify/web-pixels-extension";
import type { DevDatabase } from "../state/database.ts";
import type { Shop } from "../state/shop.ts";
import type { Cart } from "../state/types.ts";
import type { StandardEvent } from "./client/messages.ts";
import { toPixelCart } from "./event-data.ts";

/**
 * What was put into a cart and taken out of it since the last time that somebody asked, each as Shopify's event. A
 * form's change is told by the page that follows it, a script's by the page itself, which asks after its request.
 */
export function takeCartChanges(
  shop: Shop,
  { database, cart }: { database: DevDatabase; cart: Cart | undefined },
): StandardEvent[] {
  if (cart === undefined) return [];
  const key = [shop.domain, cart.token];
  const row = database
    .statement("SELECT body FROM pixel_carts WHERE shop = ? AND token = ?")
    .get(...key);
  const before: CartLine[] = row === undefined ? [] : JSON.parse(String(row["body"]));
  const { lines: after } = toPixelCart(shop, cart);
  database
    .statement("INSERT OR REPLACE INTO pixel_carts (shop, token, body) VALUES (?, ?, ?)")
    .run(...key, JSON.stringify(after));
  return compareLines(before, after);
}

export function compareLines(
  before: readonly CartLine[],
  after: readonly CartLine[],
): StandardEvent[] {
  const were = byVariant(before);
  const are = byVariant(after);
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

function byVariant(lines: readonly CartLine[]): Map<string, CartLine> {
  return new Map(lines.map((line) => [line.merchandise.id ?? "", line]));
}

function withQuantity(line: CartLine, quantity: number): CartLine {
  const { amount, currencyCode } = line.merchandise.price;
  return { ...line, quantity, cost: { totalAmount: { amount: amount * quantity, currencyCode } } };
}
