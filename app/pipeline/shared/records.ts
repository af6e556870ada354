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
  /** Its lines after discounts, without shipping; null: not told, as by what was stored before it was read. */
  subtotalMinor: number | null;
  /** All discounts of lines and of the whole order; null: not told. */
  discountMinor: number | null;
  /** Whether any discount code was used; null: not told. The codes themselves are not kept. */
  usedCode: boolean | null;
  sourceUpdatedAt: Instant;
}

/** A line of an order as last told: what was ordered, also where some of it was returned later. */
export interface OrderLineRecord {
  orderId: string;
  lineId: string;
  /** null: a custom line, a tip, or a product that was gone when the line was first told. */
  productId: string | null;
  variantId: string | null;
  /** Pieces ordered. */
  quantity: number;
  /** Of one piece, before discounts, in minor units of the order's currency. */
  priceMinor: number;
  /** Of all pieces: the line's own discounts and its share of those of the whole order. */
  discountMinor: number;
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
  /** What kind of thing it is, in the merchant's own word ("Shoes"); null: the merchant names none. */
  productType: string | null;
  vendor: string | null;
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
  orderLines: OrderLineRecord[];
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

/**
 * An order with what was in it, for whoever asks for that: scoring does not. `pieces` 0 means that its lines
 * are not known, and then the other two say nothing.
 */
export interface BasketFact extends OrderFact {
  /** Pieces ordered, over all lines. */
  pieces: number;
  /** The ids of its products, each once, in the order of the ids; custom lines have none. */
  products: readonly string[];
  /** What its discounts came to, in minor units. */
  discountMinor: number;
}

/** All that scores and segments of one profile are computed from: the union of its identities. */
export interface ProfileFacts {
  rows: readonly SlotRow[];
  orders: OrderFact[];
}
