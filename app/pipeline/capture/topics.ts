import { ApiMessageWireSchema } from "./api-wire.ts";
import {
  BulkOperationWireSchema,
  CustomerRedactWireSchema,
  DataRequestWireSchema,
  ScopesWireSchema,
  ShopRedactWireSchema,
  ShopWireSchema,
  UninstalledWireSchema,
} from "./app-wire.ts";
import {
  BackfillCustomerWireSchema,
  BackfillOrderWireSchema,
  BackfillProductWireSchema,
} from "./backfill-wire.ts";
import { BrowseWireSchema } from "./browse-wire.ts";
import { CartWireSchema } from "./cart-wire.ts";
import { CheckoutDeletionWireSchema, CheckoutWireSchema } from "./checkout-wire.ts";
import { CollectionWireSchema } from "./collection-wire.ts";
import { EmailConsentWireSchema, SmsConsentWireSchema } from "./consent-wire.ts";
import { CustomerMergeWireSchema } from "./customer-merge-wire.ts";
import { CustomerTagsWireSchema, CustomerWireSchema, DeletionWireSchema } from "./customer-wire.ts";
import { CustomerAddressesWireSchema } from "./customer-addresses.ts";
import { defineTopic } from "./define-topic.ts";
import type { Accepted } from "./define-topic.ts";
import { KlaviyoEventWireSchema } from "./klaviyo-wire.ts";
import { OrderWireSchema } from "./order-wire.ts";
import { PixelWireSchema } from "./pixel-wire.ts";
import { ProductChangeWireSchema } from "./product-change-wire.ts";
import { ProductWireSchema } from "./product-wire.ts";
import { RefundWireSchema } from "./refund-wire.ts";

/** Every webhook topic that Kindling reads; shopify.app.toml subscribes to the same ones. */
export const WEBHOOK_TOPICS = [
  defineTopic("webhook", "orders/create", OrderWireSchema),
  defineTopic("webhook", "orders/updated", OrderWireSchema),
  defineTopic("webhook", "orders/paid", OrderWireSchema),
  defineTopic("webhook", "orders/fulfilled", OrderWireSchema),
  defineTopic("webhook", "orders/cancelled", OrderWireSchema),
  defineTopic("webhook", "refunds/create", RefundWireSchema),
  defineTopic("webhook", "carts/create", CartWireSchema),
  defineTopic("webhook", "carts/update", CartWireSchema),
  defineTopic("webhook", "checkouts/create", CheckoutWireSchema),
  defineTopic("webhook", "checkouts/update", CheckoutWireSchema),
  defineTopic("webhook", "checkouts/delete", CheckoutDeletionWireSchema),
  defineTopic("webhook", "customers/create", CustomerWireSchema),
  defineTopic("webhook", "customers/update", CustomerWireSchema),
  defineTopic("webhook", "customers/enable", CustomerWireSchema),
  defineTopic("webhook", "customers/disable", CustomerWireSchema),
  defineTopic("webhook", "customers/merge", CustomerMergeWireSchema),
  defineTopic("webhook", "customers/delete", DeletionWireSchema),
  defineTopic("webhook", "customer.tags_added", CustomerTagsWireSchema),
  defineTopic("webhook", "customer.tags_removed", CustomerTagsWireSchema),
  defineTopic("webhook", "customers_email_marketing_consent/update", EmailConsentWireSchema),
  defineTopic("webhook", "customers_marketing_consent/update", SmsConsentWireSchema),
  defineTopic("webhook", "products/create", ProductWireSchema),
  defineTopic("webhook", "products/update", ProductWireSchema),
  defineTopic("webhook", "products/delete", DeletionWireSchema),
  defineTopic("webhook", "collections/create", CollectionWireSchema),
  defineTopic("webhook", "collections/update", CollectionWireSchema),
  defineTopic("webhook", "collections/delete", DeletionWireSchema),
  defineTopic("webhook", "bulk_operations/finish", BulkOperationWireSchema),
  defineTopic("webhook", "shop/update", ShopWireSchema),
  defineTopic("webhook", "app/uninstalled", UninstalledWireSchema),
  defineTopic("webhook", "app/scopes_update", ScopesWireSchema),
  defineTopic("webhook", "customers/data_request", DataRequestWireSchema),
  defineTopic("webhook", "customers/redact", CustomerRedactWireSchema),
  defineTopic("webhook", "shop/redact", ShopRedactWireSchema),
] as const;

/**
 * Every Next Gen Event that Kindling reads, as `{topic}/{action}`. They are webhooks too, told with other
 * headers and with a body of our own choice.
 */
export const NEXT_GEN_TOPICS = [
  defineTopic("webhook", "Product/update", ProductChangeWireSchema),
] as const;

/** The resources whose history is read through the Admin API. */
export const BACKFILL_TOPICS = [
  defineTopic("backfill", "customers", BackfillCustomerWireSchema),
  defineTopic("backfill", "orders", BackfillOrderWireSchema),
  defineTopic("backfill", "products", BackfillProductWireSchema),
] as const;

/** What the storefront tells through the app proxy. */
export const BROWSE_TOPIC = defineTopic("proxy", "browse_events", BrowseWireSchema);

/** What the web pixel tells, from the storefront and the checkout. */
export const PIXEL_TOPIC = defineTopic("pixel", "pixel_events", PixelWireSchema);

/** What Segment-compatible clients tell with a write key: one message each. */
const API_TOPIC = defineTopic("api", "api_messages", ApiMessageWireSchema);

/** What a shop's Klaviyo account tells: one event each. */
export const KLAVIYO_TOPIC = defineTopic("klaviyo", "klaviyo_events", KlaviyoEventWireSchema);

/** Addresses of customers in Shopify, hashed, where the shop matches them. */
const ADDRESSES_TOPIC = defineTopic("backfill", "customer_addresses", CustomerAddressesWireSchema);

/** Everything that can lie in a raw event. */
export const ALL_TOPICS = [
  ...WEBHOOK_TOPICS,
  ...NEXT_GEN_TOPICS,
  ...BACKFILL_TOPICS,
  BROWSE_TOPIC,
  PIXEL_TOPIC,
  API_TOPIC,
  KLAVIYO_TOPIC,
  ADDRESSES_TOPIC,
] as const;

export type BackfillResource = (typeof BACKFILL_TOPICS)[number]["topic"];

type Sourced<R> =
  R extends Accepted<infer S, infer T, infer W> ? { source: S; topic: T; wire: W } : never;

/** A raw event as stored and read again: the source, its topic and the wire object that belongs to it. */
export type SourcedWire = Sourced<ReturnType<(typeof ALL_TOPICS)[number]["read"]>>;
