import type { Happening, HistoryCustomer } from "./history.ts";

/** At one instant an order is placed before it is refunded, and refunded before it is cancelled. */
const RANK: Record<Happening["kind"], number> = { order: 0, refund: 1, cancel: 2 };

/**
 * Happenings in time order. At one instant and of one kind they keep the order in which they are
 * given, so readers that group rows give them by key, and readers of single rows by line.
 */
export function orderHappenings(happenings: Happening[]): Happening[] {
  return happenings.toSorted((a, b) => a.at - b.at || RANK[a.kind] - RANK[b.kind]);
}

/** Customers with the time of their first order, by that time. Happenings must be in time order. */
export function collectCustomers(happenings: Happening[]): HistoryCustomer[] {
  const firstSeen = new Map<string, number>();
  for (const happening of happenings) {
    if (happening.kind !== "order" || happening.order.customerKey === null) continue;
    const key = happening.order.customerKey;
    if (!firstSeen.has(key)) firstSeen.set(key, happening.at);
  }
  return [...firstSeen].map(([key, firstSeenAt]) => ({ key, firstSeenAt }));
}
