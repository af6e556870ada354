import { dayOf } from "../../shared/time.ts";
import type { Instant } from "../../shared/time.ts";
import type { OrderFact } from "../../shared/records.ts";

/**
 * A purchase: all orders of one customer on one day of UTC. A split delivery is one decision, and every
 * published figure on repeat purchase counts so.
 */
export interface Purchase {
  /** Of its first order. */
  at: Instant;
  orders: number;
  /** As placed: what was later given back is told apart, as it is not known at the purchase. */
  totalMinor: number;
}

/**
 * The purchases before `asOf`, the oldest first. An order that was cancelled later was still placed: the
 * decision to buy is what is counted, and what is predicted.
 * @param orders the oldest first
 */
export function listPurchases(orders: readonly OrderFact[], asOf: Instant): Purchase[] {
  const purchases: Purchase[] = [];
  let latest: Purchase | undefined;
  for (const { placedAt, totalMinor } of orders) {
    if (placedAt >= asOf) break;
    if (latest !== undefined && dayOf(latest.at) === dayOf(placedAt)) {
      latest.orders += 1;
      latest.totalMinor += totalMinor;
      continue;
    }
    latest = { at: placedAt, orders: 1, totalMinor };
    purchases.push(latest);
  }
  return purchases;
}
