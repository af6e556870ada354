import type { Order } from "../simulate/world.ts";
import { DAY_MS } from "../simulate/world.ts";

export const YEAR_MS = 365 * DAY_MS;

/** The orders that count at an instant, the oldest first: placed, and not cancelled. */
export const ordersAt = (orders: readonly Order[], at: number): Order[] =>
  orders
    .filter(
      ({ placedAt, knownAt, cancelledAt }) =>
        placedAt <= at && knownAt <= at && !(cancelledAt !== null && cancelledAt <= at),
    )
    .sort((a, b) => a.placedAt - b.placedAt);

/** What an order is worth at an instant: without what was refunded of it, never below zero. */
export const netOf = (order: Order, at: number): number =>
  Math.max(
    0,
    order.refunds
      .filter(({ refundedAt }) => refundedAt <= at)
      .reduce((left, { amountMinor }) => left - amountMinor, order.totalMinor),
  );
