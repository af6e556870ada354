import type { SourcedWire } from "../capture/topics.ts";
import { isBlockedIdentity, trustOfReason } from "../shared/identities.ts";
import type { IdentityRef } from "../shared/identities.ts";
import { assertNever } from "../shared/outcome.ts";
import type { Normalized } from "../shared/records.ts";
import type { Trust } from "../shared/signals.ts";
import type { Instant } from "../shared/time.ts";
import { normalizeApiMessage } from "./api-message.ts";
import {
  normalizeBackfillCustomer,
  normalizeBackfillOrder,
  normalizeBackfillProduct,
} from "./backfill.ts";
import { normalizeBrowse } from "./browse.ts";
import { normalizeCart } from "./cart.ts";
import { normalizeCheckout } from "./checkout.ts";
import { normalizeCollection, normalizeCollectionDeletion } from "./collection.ts";
import { normalizeEmailConsent, normalizeSmsConsent } from "./consent.ts";
import { normalizeCustomerAddresses } from "./customer-addresses.ts";
import { normalizeCustomer, normalizeCustomerDeletion } from "./customer.ts";
import { normalizeCustomerMerge } from "./customer-merge.ts";
import { emptyNormalized } from "./empty-normalized.ts";
import { normalizeKlaviyoEvent } from "./klaviyo-event.ts";
import { normalizeOrder } from "./order.ts";
import { normalizePixel } from "./pixel.ts";
import { normalizeProduct, normalizeProductDeletion } from "./product.ts";
import { normalizeProductChange } from "./product-change.ts";
import { normalizeRefund } from "./refund.ts";

/** A typed raw event with what its payload leaves out. */
export type NormalizeInput = SourcedWire & {
  receivedAt: Instant;
  /** The shop's ISO 4217 currency. */
  currency: string;
};

/**
 * Says in the product's own words what a raw event told. Every event, link and record is the same
 * whichever delivery told its fact, so order of arrival and duplicates do not matter. Topics without
 * behavior (tags, shop, app, bulk operations, privacy) give empty lists.
 */
export function normalizeRawEvent(raw: NormalizeInput): Normalized {
  const told = readTelling(raw);
  return {
    ...told,
    events: told.events.filter((event) => mayName(event.subject, event.trust)),
    links: told.links.filter(({ from, to, reason }) =>
      [from, to].every((end) => mayName(end, trustOfReason(reason))),
    ),
  };
}

/**
 * Whether a source of such trust may speak of an identity. An id that names nobody would make one person of
 * all who bear it. And customers' ids can be guessed: who is not vouched for by a secret could else make up
 * customers, and put a browser of their own beside a real one's.
 */
function mayName(identity: IdentityRef, trust: Trust): boolean {
  if (isBlockedIdentity(identity)) return false;
  return identity.kind !== "customer" || trust !== "unsigned";
}

function readTelling(raw: NormalizeInput): Normalized {
  const { receivedAt, currency: shopCurrency } = raw;
  switch (raw.topic) {
    case "orders/create":
    case "orders/updated":
    case "orders/paid":
    case "orders/fulfilled":
    case "orders/cancelled":
      return normalizeOrder(raw.wire);
    case "refunds/create":
      return normalizeRefund(raw.wire, shopCurrency);
    case "carts/create":
    case "carts/update":
      return normalizeCart(raw.wire);
    case "checkouts/create":
    case "checkouts/update":
      return normalizeCheckout(raw.wire);
    case "customers/create":
    case "customers/update":
    case "customers/enable":
    case "customers/disable":
      return normalizeCustomer(raw.wire, receivedAt);
    case "customers/delete":
      return normalizeCustomerDeletion(raw.wire, receivedAt);
    case "customers/merge":
      return normalizeCustomerMerge(raw.wire, receivedAt);
    case "customers_email_marketing_consent/update":
      return normalizeEmailConsent(raw.wire, receivedAt);
    case "customers_marketing_consent/update":
      return normalizeSmsConsent(raw.wire, receivedAt);
    case "products/create":
    case "products/update":
      return normalizeProduct(raw.wire, { shopCurrency, receivedAt });
    case "Product/update":
      return normalizeProductChange(raw.wire, { shopCurrency, receivedAt });
    case "products/delete":
      return normalizeProductDeletion(raw.wire, receivedAt);
    case "collections/create":
    case "collections/update":
      return normalizeCollection(raw.wire, receivedAt);
    case "collections/delete":
      return normalizeCollectionDeletion(raw.wire, receivedAt);
    case "browse_events":
      return normalizeBrowse(raw.wire, receivedAt);
    case "pixel_events":
      return normalizePixel(raw.wire, receivedAt);
    case "api_messages":
      return normalizeApiMessage(raw.wire, receivedAt);
    case "klaviyo_events":
      return normalizeKlaviyoEvent(raw.wire, receivedAt);
    case "customer_addresses":
      return normalizeCustomerAddresses(raw.wire);
    case "customers":
      return normalizeBackfillCustomer(raw.wire, receivedAt);
    case "orders":
      return normalizeBackfillOrder(raw.wire);
    case "products":
      return normalizeBackfillProduct(raw.wire, { shopCurrency, receivedAt });
    case "checkouts/delete":
    case "bulk_operations/finish":
    case "customer.tags_added":
    case "customer.tags_removed":
    case "shop/update":
    case "app/uninstalled":
    case "app/scopes_update":
    case "customers/data_request":
    case "customers/redact":
    case "shop/redact":
      return emptyNormalized();
    default:
      return assertNever(raw);
  }
}
