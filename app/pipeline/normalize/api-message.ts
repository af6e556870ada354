import type { ApiMessageWire } from "../capture/api-wire.ts";
import { findNamedEvent } from "../shared/event-names.ts";
import type { IdentityRef, LinkReason } from "../shared/identities.ts";
import type { Normalized } from "../shared/records.ts";
import type { Signal, Trust } from "../shared/signals.ts";
import type { Instant } from "../shared/time.ts";
import { readChannel, VISIT_SIGNALS } from "./channel.ts";
import { checkoutFactKey } from "./checkout.ts";
import { correctSkew } from "./clock-skew.ts";
import { emptyNormalized } from "./empty-normalized.ts";
import { toInstant, toInstantOrNull } from "./instant.ts";

const WORD: Record<ApiMessageWire["key"], { trust: Trust; reason: LinkReason }> = {
  server: { trust: "signed", reason: "identify" },
  client: { trust: "unsigned", reason: "identify-client" },
};

// What was done to a product; what these are about is the product, not the campaign that led there.
const PRODUCT_SIGNALS = new Set<Signal>([
  "product_viewed",
  "product_added_to_cart",
  "product_removed_from_cart",
  "wishlist_added",
  "wishlist_removed",
  "product_shared",
  "product_reviewed",
]);

/**
 * A message of the HTTP API: one fact at most for what it names, one for the visit that a page or screen
 * is, and its ids tied to the most certain of them. What a server's secret key vouches for hangs on the
 * person; what a browser says by a key that anybody can read hangs on the browser.
 */
export function normalizeApiMessage(wire: ApiMessageWire, receivedAt: Instant): Normalized {
  const normalized = emptyNormalized();
  const { trust, reason } = WORD[wire.key];
  const [first, ...others] = wire.ids;
  if (first === undefined) return normalized;
  const client = wire.ids.find(({ kind }) => kind === "client");
  const person = wire.key === "client" ? undefined : wire.ids.find(isPerson);
  const subject = person ?? client ?? first;
  const occurredAt = readInstant(wire, receivedAt);
  const tell = (key: string, signal: Signal, hangsOn: IdentityRef = subject): void =>
    void normalized.events.push({
      key,
      signal,
      subject: hangsOn,
      occurredAt,
      value: 0,
      about: aboutOf(signal, wire),
      trust,
    });

  const signal = signalOf(wire);
  const checkout = wire.ids.find(({ kind }) => kind === "checkout");
  if (signal === "checkout_started" || signal === "payment_info_submitted") {
    // Shopify and the pixel tell the same fact by the same key.
    if (checkout) tell(checkoutFactKey(checkout.key, signal), signal, checkout);
  } else if (signal !== null) tell(`api:${wire.messageId}`, signal);
  const channel = visitChannel(wire);
  if (channel !== null) tell(`api:${wire.messageId}:visit`, VISIT_SIGNALS[channel]);

  for (const other of others) {
    normalized.links.push({ from: first, to: other, reason, at: occurredAt });
  }
  return normalized;
}

const isPerson = ({ kind }: IdentityRef): boolean =>
  kind === "customer" || kind === "user" || kind === "email" || kind === "phone";

function signalOf({ type, event }: ApiMessageWire): Signal | null {
  if (type === "page") return "page_viewed";
  if (type === "screen") return "screen_viewed";
  return event === null ? null : (findNamedEvent(event)?.signal ?? null);
}

function visitChannel({ visit, campaign }: ApiMessageWire): ReturnType<typeof readChannel> {
  return visit === null ? null : readChannel({ ...visit, campaign, clickId: null, referrer: null });
}

function aboutOf(signal: Signal, { productId, campaign }: ApiMessageWire): string | null {
  if (PRODUCT_SIGNALS.has(signal)) return productId === null ? null : `product:${productId}`;
  return campaign === null ? null : `campaign:${campaign}`;
}

/** A server may tell of years ago; what a browser says of the past is cut as all that browsers say. */
function readInstant(wire: ApiMessageWire, receivedAt: Instant): Instant {
  const occurredAt = toInstantOrNull(wire.timestamp);
  if (occurredAt === null) return receivedAt;
  const sentAt = wire.sentAt === null ? receivedAt : toInstant(wire.sentAt);
  return wire.key === "client"
    ? correctSkew({ occurredAt, sentAt, receivedAt })
    : Math.min(receivedAt, occurredAt + (receivedAt - sentAt));
}
