import type { BrowseWire } from "../capture/browse-wire.ts";
import type { IdentityRef, Normalized } from "../shared/records.ts";
import type { Instant } from "../shared/time.ts";
import { correctSkew } from "./clock-skew.ts";
import { emptyNormalized } from "./empty-normalized.ts";
import { toInstant } from "./instant.ts";

/**
 * A batch of browse events. They hang on the client; the client joins the cart in its hands and the
 * customer who is logged in. The latter is Shopify's word, all else the browser's: `claimed`.
 */
export function normalizeBrowse(wire: BrowseWire, receivedAt: Instant): Normalized {
  const normalized = emptyNormalized();
  const client: IdentityRef = { kind: "client", key: wire.clientId };
  const sentAt = toInstant(wire.sentAt);
  for (const event of wire.events) {
    normalized.events.push({
      key: `client:${wire.clientId}:${event.id}`,
      signal: event.kind,
      subject: client,
      occurredAt: correctSkew({ occurredAt: toInstant(event.occurredAt), sentAt, receivedAt }),
      value: 0,
      trust: "claimed",
    });
  }
  const cart: IdentityRef | null =
    wire.cartToken === null ? null : { kind: "cart", key: wire.cartToken };
  if (wire.customerId !== null) {
    const customer: IdentityRef = { kind: "customer", key: wire.customerId };
    // On a shared computer the client may be another customer's already; the cart is still this one's.
    if (cart !== null) {
      normalized.links.push({ from: customer, to: cart, reason: "log-in", at: receivedAt });
    }
    normalized.links.push({ from: customer, to: client, reason: "log-in", at: receivedAt });
  }
  if (cart !== null) {
    normalized.links.push({ from: cart, to: client, reason: "browse", at: receivedAt });
  }
  return normalized;
}
