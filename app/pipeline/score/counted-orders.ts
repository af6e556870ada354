import type { OrderFact } from "../shared/records.ts";
import { DAY_MS } from "../shared/time.ts";
import type { Instant } from "../shared/time.ts";

/** Money and frequency look back so far. One constant for customer and shop: they are compared. */
const REVENUE_WINDOW_DAYS = 365;
export const REVENUE_WINDOW_MS = REVENUE_WINDOW_DAYS * DAY_MS;

/** What decides whether an order counts and for how much: which one it is matters nothing. */
export type PricedOrder = Omit<OrderFact, "orderId">;

/** An order that counts at an instant, with what it is worth at it. */
export interface CountedOrder {
  placedAt: Instant;
  /** Its total without what was refunded of it by then; never below 0. Minor units. */
  netMinor: number;
}

/**
 * The orders that count at `asOf`, the oldest first: placed by then and not cancelled by then.
 * A refund lessens its order from the instant of the refund. No orders give an empty list.
 */
export function countOrders(orders: readonly PricedOrder[], asOf: Instant): CountedOrder[] {
  const counted: CountedOrder[] = [];
  for (const { placedAt, cancelledAt, totalMinor, refunds } of orders) {
    if (placedAt > asOf || (cancelledAt !== null && cancelledAt <= asOf)) continue;
    let netMinor = totalMinor;
    for (const refund of refunds) {
      if (refund.refundedAt <= asOf) netMinor -= refund.amountMinor;
    }
    counted.push({ placedAt, netMinor: Math.max(0, netMinor) });
  }
  return counted.sort((a, b) => a.placedAt - b.placedAt);
}

/** Whether an order placed at `placedAt` is among those of the `windowMs` up to `at`. */
export const isWithin = (placedAt: Instant, windowMs: number, at: Instant): boolean =>
  placedAt <= at && placedAt > at - windowMs;

/** Net revenue and number of the counted orders of the last 365 days up to `at`. */
export function sumRevenue(
  orders: readonly CountedOrder[],
  at: Instant,
): { revenueMinor: number; count: number } {
  let revenueMinor = 0;
  let count = 0;
  for (const { placedAt, netMinor } of orders) {
    if (!isWithin(placedAt, REVENUE_WINDOW_MS, at)) continue;
    revenueMinor += netMinor;
    count += 1;
  }
  return { revenueMinor, count };
}
