import { listPurchases } from "./purchases.ts";
import type { Snapshot } from "./snapshot.ts";

/** What the customers of a snapshot did in the time after it. Row i is the snapshot's row i. */
export interface Outcomes {
  /** 1: placed an order. */
  bought: Float64Array;
  purchases: Float64Array;
  /** Of the orders as placed, in minor units. */
  revenueMinor: Float64Array;
}

/** What happened from the snapshot's instant until before `asOf + horizonMs`. */
export function observeOutcomes(snapshot: Snapshot, horizonMs: number): Outcomes {
  const { asOf, customers } = snapshot;
  const size = customers.length;
  const outcomes: Outcomes = {
    bought: new Float64Array(size),
    purchases: new Float64Array(size),
    revenueMinor: new Float64Array(size),
  };
  customers.forEach(({ orders }, row) => {
    const later = orders.filter(({ placedAt }) => placedAt >= asOf);
    const purchases = listPurchases(later, asOf + horizonMs);
    outcomes.bought[row] = purchases.length > 0 ? 1 : 0;
    outcomes.purchases[row] = purchases.length;
    outcomes.revenueMinor[row] = purchases.reduce((sum, { totalMinor }) => sum + totalMinor, 0);
  });
  return outcomes;
}
