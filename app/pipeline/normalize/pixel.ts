import type { PixelWire } from "../capture/pixel-wire.ts";
import type { PixelEventWire } from "../capture/storefront-event.ts";
import type { IdentityRef } from "../shared/identities.ts";
import type { Normalized } from "../shared/records.ts";
import type { Instant } from "../shared/time.ts";
import { checkoutFactKey } from "./checkout.ts";
import { correctSkew } from "./clock-skew.ts";
import { emptyNormalized } from "./empty-normalized.ts";
import { toInstant } from "./instant.ts";
import { aboutOf, storefrontFactKey } from "./storefront-fact.ts";

/**
 * A batch of the pixel. It has no signature, so everything in it is unsigned: what it tells counts within
 * the cap of the unsigned, and what it links gives way to every other link. Completed checkouts are no
 * event: orders are Shopify's to tell.
 */
export function normalizePixel(wire: PixelWire, receivedAt: Instant): Normalized {
  const normalized = emptyNormalized();
  const client: IdentityRef = { kind: "client", key: wire.clientId };
  const sentAt = toInstant(wire.sentAt);
  const at = receivedAt;
  const link = (from: IdentityRef, to: IdentityRef): void =>
    void normalized.links.push({ from, to, reason: "pixel", at });

  for (const event of wire.events) {
    const checkout = checkoutOf(event);
    if (checkout !== null) link(checkout, client);
    if (event.cartToken !== null) link({ kind: "cart", key: event.cartToken }, client);
    if (event.kind === "checkout_completed") continue;
    normalized.events.push({
      key:
        checkout === null
          ? storefrontFactKey(wire.clientId, event)
          : checkoutFactKey(checkout.key, event.kind),
      signal: event.kind,
      subject: checkout ?? client,
      occurredAt: correctSkew({ occurredAt: toInstant(event.occurredAt), sentAt, receivedAt }),
      value: 0,
      about: aboutOf(event),
      trust: "unsigned",
    });
  }
  if (wire.shopifyClientId !== null && wire.shopifyClientId !== wire.clientId) {
    link(client, { kind: "client", key: wire.shopifyClientId });
  }
  return normalized;
}

function checkoutOf({ checkoutToken }: PixelEventWire): IdentityRef | null {
  return checkoutToken === null ? null : { kind: "checkout", key: checkoutToken };
}
