import type { CheckoutWire } from "../capture/checkout-wire.ts";
import type { IdentityRef } from "../shared/identities.ts";
import type { Normalized } from "../shared/records.ts";
import type { Signal } from "../shared/signals.ts";
import { emptyNormalized } from "./empty-normalized.ts";
import { toInstant, toInstantOrNull } from "./instant.ts";

/** A step of a checkout happens once, whoever tells it. */
export const checkoutFactKey = (token: string, step: Signal): string => `checkout:${token}:${step}`;

/**
 * A checkout: started once, when it was created, however often it is told. It joins its cart, and its
 * customer from the moment it knows one.
 */
export function normalizeCheckout(wire: CheckoutWire): Normalized {
  const normalized = emptyNormalized();
  const checkout: IdentityRef = { kind: "checkout", key: wire.token };
  const createdAt = toInstant(wire.created_at);
  normalized.events.push({
    key: checkoutFactKey(wire.token, "checkout_started"),
    signal: "checkout_started",
    subject: checkout,
    occurredAt: createdAt,
    value: 0,
    about: null,
    trust: "signed",
  });
  if (wire.customer !== null) {
    normalized.links.push({
      from: { kind: "customer", key: wire.customer.id },
      to: checkout,
      reason: "checkout",
      at: toInstantOrNull(wire.updated_at) ?? createdAt,
    });
  }
  if (wire.cart_token !== null) {
    normalized.links.push({
      from: checkout,
      to: { kind: "cart", key: wire.cart_token },
      reason: "checkout",
      at: createdAt,
    });
  }
  return normalized;
}
