import type { Discount } from "../state/types.ts";

/**
 * A shop's past, whichever file told it: what happened, in the order in which it happened.
 * Instants are milliseconds since 1970 (UTC), money is integer minor units.
 */
export interface History {
  format: HistoryFormat;
  /** Customers with at least one order, by first order, then key. */
  customers: HistoryCustomer[];
  /** Sorted by time; at one instant orders come before refunds and refunds before cancellations. */
  happenings: Happening[];
  /** ISO 4217; null where the file does not say. */
  currency: string | null;
  /** IANA zone; null where the file does not say (times without an offset are then read as UTC). */
  timezone: string | null;
  counts: HistoryCounts;
  /** The first 20 rows that could not be read; `counts.unreadable` has them all. */
  unreadable: UnreadableRow[];
  /** Rows that were understood and are no part of any order, by reason. */
  skipped: ReasonRows[];
  /** The first 20 refunds or cancellations that no order could take; counted in `counts.unmatchedCancellations`. */
  unmatched: Unmatched[];
  /** All of them, by reason. */
  unmatchedReasons: ReasonRows[];
}

export type HistoryFormat = "transactions" | "invoice-lines" | "shopify-orders";

export interface HistoryCustomer {
  /** Names the customer within the file. Never an e-mail address or a phone number. */
  key: string;
  /** The time of the customer's first order. */
  firstSeenAt: number;
}

export type Happening = OrderHappening | RefundHappening | CancelHappening;

export interface OrderHappening {
  kind: "order";
  at: number;
  order: HistoryOrder;
}

export interface RefundHappening {
  kind: "refund";
  at: number;
  orderKey: string;
  refundKey: string;
  amountMinor: number;
}

/** `refundMinor` is given back together with the cancellation; no refund happening repeats it. */
export interface CancelHappening {
  kind: "cancel";
  at: number;
  orderKey: string;
  refundMinor: number;
}

export interface HistoryOrder {
  key: string;
  /** null: a guest's order. */
  customerKey: string | null;
  totalMinor: number;
  lines: HistoryLine[];
  /** What was taken off the lines together; absent: nothing, or the file does not say. */
  discount?: Discount;
}

export interface HistoryLine {
  /** "" where the file names no sku. */
  sku: string;
  /** "" where the file knows no products. */
  title: string;
  quantity: number;
  /** Of one piece, rounded: the order's total may differ by what the rounding took. */
  priceMinor: number;
}

/** What tells one product from another within the file; "" where the file knows no products. */
export const productKeyOf = (line: HistoryLine): string => line.sku || line.title;

export interface HistoryCounts {
  /** Data rows, the header and empty lines apart. */
  rows: number;
  customers: number;
  /** Orders of customers; guests' orders are counted apart. */
  orders: number;
  guestOrders: number;
  /** Rows that became lines of customers' orders, and of guests' orders. */
  lines: number;
  guestLines: number;
  totalMinor: number;
  guestTotalMinor: number;
  refunds: number;
  cancellations: number;
  /** Given back by refunds and cancellations together. */
  refundedMinor: number;
  /** Rows that told a refund or a cancellation. */
  cancellationRows: number;
  /** Those of them of which something is left that no order could take. */
  unmatchedCancellations: number;
  notASale: number;
  unreadable: number;
}

export interface UnreadableRow {
  /** Of the file, the header being line 1. */
  line: number;
  reason: string;
}

export interface ReasonRows {
  reason: string;
  rows: number;
}

export interface Unmatched {
  line: number;
  /** The invoice or order that told it. */
  key: string;
  /** What was left over, in words. */
  reason: string;
}
