import type { Instant } from "../shared/time.ts";
import type { CountedOrder } from "./counted-orders.ts";
import { fifthExceeded, fifthReached } from "./rfm-fifths.ts";
import type { RfmFifths } from "./rfm-fifths.ts";
import { groupOf } from "./rfm-groups.ts";
import type { RfmGroup } from "../shared/rfm-group-names.ts";
import type { Fifth } from "./rfm-groups.ts";

/** What recency, frequency and money are read from: all counted orders of one customer. */
export interface OrderStanding {
  lastOrderAt: Instant;
  orders: number;
  /** Net revenue, minor units. */
  revenueMinor: number;
}

/** The classes of a customer against the shop, and the group that follows; or why there are none. */
export type Rfm =
  | { recency: Fifth; frequency: Fifth; monetary: Fifth; group: RfmGroup }
  | { group: null; reason: "no-orders-yet" | "too-few-customers" };

/** The standing of a customer by their orders, which come from `countOrders`; null without any. */
export function standingOf(orders: readonly CountedOrder[]): OrderStanding | null {
  const last = orders.at(-1);
  if (last === undefined) return null;
  let revenueMinor = 0;
  for (const { netMinor } of orders) revenueMinor += netMinor;
  return { lastOrderAt: last.placedAt, orders: orders.length, revenueMinor };
}

/**
 * Recency, frequency and money of a customer, each 1 to 5 against the shop as of its last midnight. It changes
 * with the customer's orders and at midnights, and never by the mere passing of time between.
 */
export function scoreRfm(standing: OrderStanding | null, fifths: RfmFifths | null): Rfm {
  if (standing === null) return { group: null, reason: "no-orders-yet" };
  if (fifths === null) return { group: null, reason: "too-few-customers" };
  const classes = {
    recency: fifthReached(fifths.recency, standing.lastOrderAt),
    frequency: fifthExceeded(fifths.frequency, standing.orders),
    monetary: fifthExceeded(fifths.monetary, standing.revenueMinor),
  };
  return { ...classes, group: groupOf(classes) };
}
