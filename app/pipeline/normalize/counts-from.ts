import type { OrderRecord, RefundRecord } from "../shared/records.ts";
import type { Instant } from "../shared/time.ts";
import { mergeOrders, mergeRefunds } from "./latest-records.ts";

/**
 * From which instant on a telling makes an order count otherwise than it is known; null: it says nothing new
 * that money or frequency is counted by, as most tellings of a known order (a note, a parcel, a repetition).
 */
export function orderCountsFrom(known: OrderRecord | undefined, told: OrderRecord): Instant | null {
  if (known === undefined) return told.placedAt;
  const merged = mergeOrders(known, told);
  const isSameOrder =
    merged.customerId === known.customerId &&
    merged.placedAt === known.placedAt &&
    merged.totalMinor === known.totalMinor &&
    merged.isTest === known.isTest;
  if (!isSameOrder) return Math.min(merged.placedAt, known.placedAt);
  if (merged.cancelledAt === known.cancelledAt) return null;
  return Math.min(merged.cancelledAt ?? Infinity, known.cancelledAt ?? Infinity);
}

/** The same of a refund. */
export function refundCountsFrom(
  known: RefundRecord | undefined,
  told: RefundRecord,
): Instant | null {
  if (known === undefined) return told.refundedAt;
  const merged = mergeRefunds(known, told);
  const isSame =
    merged.amountMinor === known.amountMinor &&
    merged.refundedAt === known.refundedAt &&
    merged.orderId === known.orderId;
  return isSame ? null : Math.min(merged.refundedAt, known.refundedAt);
}
