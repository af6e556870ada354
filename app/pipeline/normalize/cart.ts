import type { CartWire } from "../capture/cart-wire.ts";
import type { Normalized } from "../shared/records.ts";
import { emptyNormalized } from "./empty-normalized.ts";
import { toInstant, toInstantOrNull } from "./instant.ts";

/**
 * A state of a cart: updated when it holds something, emptied when it holds nothing any more. A cart that
 * was created empty says nothing. It joins nobody: the payload names no customer.
 */
export function normalizeCart(wire: CartWire): Normalized {
  const normalized = emptyNormalized();
  const updatedAt = toInstant(wire.updated_at);
  const isFilled = wire.line_items.some((line) => line.quantity > 0);
  if (!isFilled && toInstantOrNull(wire.created_at) === updatedAt) return normalized;
  normalized.events.push({
    // The word at the end keeps two states of one millisecond apart, so that neither hides the other.
    key: `cart:${wire.token}:${updatedAt}:${isFilled ? "updated" : "emptied"}`,
    signal: isFilled ? "cart_updated" : "cart_emptied",
    subject: { kind: "cart", key: wire.token },
    occurredAt: updatedAt,
    value: 0,
    about: null,
    trust: "signed",
  });
  return normalized;
}
