import { expect, test } from "vitest";
import type { CartLine } from "@shopify/web-pixels-extension";
import { compareLines } from "../../../../dev-store/pixel/cart-changes.ts";
import { LINE, VARIANT } from "../../extensions/kindling-pixel/pixel-events.ts";

const cart = (quantities: Record<string, number>): CartLine[] =>
  Object.entries(quantities).map(([id, quantity]) => ({
    ...LINE,
    merchandise: { ...VARIANT, id },
    quantity,
  }));

const changes = (before: CartLine[], after: CartLine[]) =>
  compareLines(before, after).map(({ name, data }) => {
    const { cartLine } = data as { cartLine: typeof LINE };
    const { amount } = cartLine.cost.totalAmount;
    return [name, cartLine.merchandise.id, cartLine.quantity, amount];
  });

const ADDED = "product_added_to_cart";
const REMOVED = "product_removed_from_cart";

test.each([
  ["a first line", [], cart({ "1": 2 }), [[ADDED, "1", 2, 25]]],
  ["more of it", cart({ "1": 1 }), cart({ "1": 3 }), [[ADDED, "1", 2, 25]]],
  ["less of it", cart({ "1": 3 }), cart({ "1": 2 }), [[REMOVED, "1", 1, 12.5]]],
  ["none of it", cart({ "1": 3, "2": 1 }), cart({ "2": 1 }), [[REMOVED, "1", 3, 37.5]]],
  ["all that there was", cart({ "1": 1 }), [], [[REMOVED, "1", 1, 12.5]]],
  [
    "one for another",
    cart({ "1": 1 }),
    cart({ "2": 1 }),
    [
      [REMOVED, "1", 1, 12.5],
      [ADDED, "2", 1, 12.5],
    ],
  ],
  ["nothing", cart({ "1": 1 }), cart({ "1": 1 }), []],
  ["an empty cart", [], [], []],
])("%s", (_what, before, after, expected) => {
  expect(changes(before, after)).toEqual(expected);
});
