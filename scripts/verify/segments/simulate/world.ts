import type { ScoringModel } from "../../../../app/pipeline/score/model.ts";
import type { Prediction } from "../../../../app/pipeline/segment/condition-tree.ts";
import type { Signal, Trust } from "../../../../app/pipeline/shared/signals.ts";

/** All that happens in a simulated shop: plain data, from which both sides are told. */
export interface World {
  seed: string;
  /** An IANA zone whose clocks change within the days that are simulated. */
  timeZone: string;
  currency: string;
  /** A UTC midnight. What is older is told at it. */
  startAt: number;
  endAt: number;
  model: ScoringModel;
  products: readonly Product[];
  collectionIds: readonly string[];
  /** The first price of every product at `startAt`, then every change. */
  prices: readonly PriceTold[];
  persons: readonly Person[];
}

export interface Product {
  productId: string;
  variantId: string;
  productType: string | null;
  vendor: string;
  collectionIds: readonly string[];
}

export interface PriceTold {
  at: number;
  productId: string;
  priceMinor: number;
}

export interface Person {
  index: number;
  /** null: they stay a visitor. */
  customerId: string | null;
  /** When the shop came to know the customer; null as above. */
  bornAt: number | null;
  clientId: string;
  /** When the browser was first known to be the customer's; null: never. */
  logInAt: number | null;
  /** The person whose customer theirs became part of, and when; null: it is theirs to the end. */
  mergedInto: { index: number; at: number } | null;
  /** An order without a customer, from a cart of their browser: it is in nobody's orders. */
  guestOrder: { orderId: string; placedAt: number; cartToken: string } | null;
  signals: readonly SignalTold[];
  orders: readonly Order[];
  consents: readonly ConsentTold[];
  tags: readonly TagTold[];
  /** Fixed predictions, one for each UTC day from `startAt`; an empty list where none are simulated. */
  outlooks: readonly (DayOutlook | null)[];
}

export interface SignalTold {
  /** When it became known. */
  at: number;
  occurredAt: number;
  signal: Signal;
  trust: Trust;
  /** "product:…", "collection:…" or null. */
  about: string | null;
  value: number;
  /** On whose id it hangs: a cart is in the hands of the browser. */
  by: "customer" | "client" | "cart";
  source: Source;
}

/** How it is told to the product; "implied": by an order, a refund or a consent. */
export type Source =
  | { kind: "embed" | "pixel"; batch: string; isLoggedIn: boolean }
  | { kind: "cart"; token: string }
  | { kind: "checkout"; token: string; cartToken: string }
  | { kind: "message" }
  | { kind: "implied" };

export interface Order {
  orderId: string;
  placedAt: number;
  /** When the shop knew it to be the customer's: later where it was another one's before. */
  knownAt: number;
  totalMinor: number;
  channel: string | null;
  discountMinor: number | null;
  /** Whether a code was used; null: not told. */
  usedCode: boolean | null;
  lines: readonly OrderLine[];
  cancelledAt: number | null;
  refunds: readonly { refundId: string; refundedAt: number; amountMinor: number }[];
}

export interface OrderLine {
  productId: string;
  quantity: number;
  /** Of one piece, and what was taken off all of them. */
  priceMinor: number;
  discountMinor: number;
}

/** The products of an order, each once. */
export const productsOf = ({ lines }: Pick<Order, "lines">): string[] => [
  ...new Set(lines.map(({ productId }) => productId)),
];

export interface ConsentTold {
  at: number;
  channel: "email" | "sms";
  state: string;
}

export interface TagTold {
  at: number;
  change: "added" | "removed";
  tag: string;
}

export interface DayOutlook {
  estimates: Readonly<
    Record<Prediction, { expected: number; low: number | null; high: number | null } | null>
  >;
  nextOrderAt: number | null;
}

export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
