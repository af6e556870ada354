import type { BrowseWire } from "../capture/browse-wire.ts";
import type { BrowseEventWire } from "../capture/storefront-event.ts";
import type { IdentityRef } from "../shared/identities.ts";
import type { BehavioralEvent, Normalized } from "../shared/records.ts";
import type { Instant } from "../shared/time.ts";
import { readChannel, VISIT_SIGNALS } from "./channel.ts";
import { correctSkew } from "./clock-skew.ts";
import { emptyNormalized } from "./empty-normalized.ts";
import { toInstant } from "./instant.ts";
import { aboutOf, storefrontFactKey } from "./storefront-fact.ts";

/**
 * A batch of the theme's embed. What was done while a customer is logged in hangs on the customer, since
 * Shopify's signature says who it was; all else hangs on the browser. So on a shared computer each has
 * what they did. The browser joins its session, the cart in its hands, and the customer.
 */
export function normalizeBrowse(wire: BrowseWire, receivedAt: Instant): Normalized {
  const normalized = emptyNormalized();
  const client: IdentityRef = { kind: "client", key: wire.clientId };
  const customer: IdentityRef | null =
    wire.customerId === null ? null : { kind: "customer", key: wire.customerId };
  const cart: IdentityRef | null =
    wire.cartToken === null ? null : { kind: "cart", key: wire.cartToken };
  const sentAt = toInstant(wire.sentAt);
  for (const event of wire.events) {
    const signal = signalOf(event);
    if (signal === null) continue;
    normalized.events.push({
      key: storefrontFactKey(wire.clientId, event),
      ...signal,
      subject: customer ?? client,
      occurredAt: correctSkew({ occurredAt: toInstant(event.occurredAt), sentAt, receivedAt }),
      value: 0,
      trust: "claimed",
    });
  }
  const at = receivedAt;
  if (customer !== null) {
    // On a shared computer the client may be another customer's already; the cart is still this one's.
    if (cart !== null) normalized.links.push({ from: customer, to: cart, reason: "log-in", at });
    normalized.links.push({ from: customer, to: client, reason: "log-in", at });
  }
  if (cart !== null) normalized.links.push({ from: cart, to: client, reason: "browse", at });
  if (wire.sessionId !== null) {
    const session: IdentityRef = { kind: "session", key: wire.sessionId };
    normalized.links.push({ from: session, to: client, reason: "session", at });
  }
  return normalized;
}

/** null: a visit by a channel that is not counted. */
function signalOf(event: BrowseEventWire): Pick<BehavioralEvent, "signal" | "about"> | null {
  if (event.kind !== "channel_visited") return { signal: event.kind, about: aboutOf(event) };
  const channel = event.touch === null ? null : readChannel(event.touch);
  if (channel === null) return null;
  const campaign = event.touch?.campaign ?? null;
  return {
    signal: VISIT_SIGNALS[channel],
    about: campaign === null ? null : `campaign:${campaign}`,
  };
}
