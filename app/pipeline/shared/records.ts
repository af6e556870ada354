import type { IdentityLink, IdentityRef } from "./identities.ts";
import type { Signal, Trust } from "./signals.ts";
import type { Instant, Slot } from "./time.ts";

/**
 * One fact of behavior, as one source tells it.
 * `key` names the fact: two tellings with one key are one fact, whatever their source.
 * `subject` is the identity that its count hangs on. `value` is money in minor units for order
 * signals and 0 for all others. `about` is what it was about ("product:7880321196742",
 * "collection:4501239", "campaign:autumn-sale"); null: nothing in particular.
 */
export interface BehavioralEvent {
  key: string;
  signal: Signal;
  subject: IdentityRef;
  occurredAt: Instant;
  value: number;
  about: string | null;
  trust: Trust;
}

/** An order as last told. Money in minor units of `currency`. `sourceUpdatedAt` decides which telling is newer. */
export interface OrderRecord {
  orderId: string;
  /** null: a guest's order, kept and counted, without a profile. */
  customerId: string | null;
  placedAt: Instant;
  currency: string;
  totalMinor: number;
  cancelledAt: Instant | null;
  isTest: boolean;
  /** Where it was placed, in Shopify's word ("web", "pos"); null: not told. It never changes. */
  channel: string | null;
  sourceUpdatedAt: Instant;
}

export interface RefundRecord {
  refundId: string;
  orderId: string;
  amountMinor: number;
  refundedAt: Instant;
}

export interface CustomerRecord {
  customerId: string;
  createdAt: Instant;
  deletedAt: Instant | null;
  sourceUpdatedAt: Instant;
}

export interface ProductRecord {
  productId: string;
  title: string;
  /** Lowest variant price in minor units of the shop's currency; null when the product has none. */
  priceMinor: number | null;
  deletedAt: Instant | null;
  sourceUpdatedAt: Instant;
}

/** What a variant costs, in minor units of the shop's currency, as told at `sourceUpdatedAt`. */
export interface VariantRecord {
  variantId: string;
  productId: string;
  priceMinor: number;
  /** The price it is compared with; null where the merchant shows none. */
  compareAtMinor: number | null;
  sourceUpdatedAt: Instant;
}

/** That a variant's price became another one, as first told at `changedAt`. In minor units. */
export interface PriceChange {
  variantId: string;
  productId: string;
  changedAt: Instant;
  fromMinor: number;
  toMinor: number;
}

export interface CollectionRecord {
  collectionId: string;
  handle: string;
  title: string;
  deletedAt: Instant | null;
  sourceUpdatedAt: Instant;
}

/** Whether a customer may be written to over a channel: Shopify's word, as told at `sourceUpdatedAt`. */
export interface ConsentRecord {
  customerId: string;
  channel: "email" | "sms";
  state: string;
  sourceUpdatedAt: Instant;
}

/** All that one raw event says, in the product's own words. Any list may be empty. */
export interface Normalized {
  events: BehavioralEvent[];
  links: IdentityLink[];
  orders: OrderRecord[];
  refunds: RefundRecord[];
  customers: CustomerRecord[];
  products: ProductRecord[];
  variants: VariantRecord[];
  collections: CollectionRecord[];
  consents: ConsentRecord[];
}

/** A row of the roll-up: all occurrences of one signal of one identity in one quarter of an hour. */
export interface SlotRow {
  signal: Signal;
  trust: Trust;
  slot: Slot;
  count: number;
  value: number;
  firstAt: Instant;
  lastAt: Instant;
}

/** An order as scoring sees it. */
export interface OrderFact {
  orderId: string;
  placedAt: Instant;
  totalMinor: number;
  cancelledAt: Instant | null;
  refunds: { refundedAt: Instant; amountMinor: number }[];
}

/** All that scores and segments of one profile are computed from: the union of its identities. */
export interface ProfileFacts {
  rows: SlotRow[];
  orders: OrderFact[];
}
