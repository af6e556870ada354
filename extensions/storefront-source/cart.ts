import { LOOK_AFTER_MS } from "./limits.ts";
import { readCartToken } from "./cart-token.ts";
import { cartUrl } from "./page-context.ts";
import { quietly } from "./quietly.ts";
import { record } from "./record.ts";
import { countPieces } from "./state.ts";
import type { CartLine } from "./state.ts";
import { readState, writeState } from "./stored-state.ts";

/** As Shopify's Ajax API names its parts. */
interface CartItem {
  variant_id: number;
  product_id: number;
  quantity: number;
}

let looking: ReturnType<typeof setTimeout>;

/**
 * The cart was seen. What differs from how this browser saw it last was added or removed, by whatever way. A cart
 * of another token is another cart: the one before was bought, and nobody took anything out of it.
 * @param isFresh false where it may be older than what was seen last
 */
export function noteCart(lines: CartLine[], isFresh: boolean): void {
  const token = readCartToken();
  const { token: tokenBefore, lines: before } = readState();
  if (before && (!before[0] || (token && token === tokenBefore))) {
    if (before[0] && !isFresh) return;
    for (const [variant, product] of [...before, ...lines]) {
      const more = countPieces(lines, variant) - countPieces(before, variant);
      if (more)
        record(
          more > 0 ? "product_added_to_cart" : "product_removed_from_cart",
          { productId: `${product}`, variantId: `${variant}` },
          product,
        );
    }
  }
  writeState({ token, lines });
}

/** Looks at the cart soon: that alone tells what the shop took and what it declined. */
export function lookAtCart(): void {
  clearTimeout(looking);
  looking = setTimeout(look, LOOK_AFTER_MS);
}

const look = quietly(async () => {
  const { items }: { items: CartItem[] } = await (await fetch(cartUrl)).json();
  noteCart(
    items.map((item) => [item.variant_id, item.product_id, item.quantity]),
    true,
  );
});

/** Notices the requests by which themes change the cart, by fetch or XHR, without laying hands on them. */
export function watchCartRequests(): void {
  new PerformanceObserver((list) => {
    if (list.getEntries().some(({ name }) => /\/cart\/(add|change|update|clear)/.test(name)))
      lookAtCart();
  }).observe({ type: "resource" });
}
