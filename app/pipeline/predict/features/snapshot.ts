import type { Instant } from "../../shared/time.ts";
import { BASKET_FEATURES, describeBaskets } from "./basket-features.ts";
import { BEHAVIOR_FEATURES, describeBehavior } from "./behavior-features.ts";
import type { CustomerHistory } from "./customer-history.ts";
import { listPurchases } from "./purchases.ts";
import type { Purchase } from "./purchases.ts";
import { describeRhythm, RHYTHM_FEATURES } from "./rhythm-features.ts";

export const FEATURES: readonly string[] = [
  ...RHYTHM_FEATURES,
  ...BASKET_FEATURES,
  ...BEHAVIOR_FEATURES,
];

/** Everybody who had bought before an instant, as they were then. Row i of everything is one customer. */
export interface Snapshot {
  asOf: Instant;
  customers: readonly CustomerHistory[];
  /** All before `asOf`, at least one each, the oldest first. */
  purchases: readonly (readonly Purchase[])[];
  /** One column for each of `FEATURES`. */
  columns: readonly Float64Array[];
}

/** Who had bought before `asOf`, with their features. Nothing from `asOf` on is looked at. */
export function takeSnapshot(histories: readonly CustomerHistory[], asOf: Instant): Snapshot {
  const customers: CustomerHistory[] = [];
  const purchases: Purchase[][] = [];
  for (const history of histories) {
    const first = history.orders[0];
    if (first === undefined || first.placedAt >= asOf) continue;
    customers.push(history);
    purchases.push(listPurchases(history.orders, asOf));
  }
  const columns = FEATURES.map(() => new Float64Array(customers.length));
  customers.forEach(({ orders, rows }, row) => {
    const values = [
      ...describeRhythm(purchases[row] ?? [], asOf),
      ...describeBaskets(orders, asOf),
      ...describeBehavior(rows, asOf),
    ];
    columns.forEach((column, place) => (column[row] = values[place] ?? 0));
  });
  return { asOf, customers, purchases, columns };
}
