import type { Order } from "../simulate/world.ts";
import { DAY_MS } from "../simulate/world.ts";
import { netOf, ordersAt, YEAR_MS } from "./orders.ts";

/** What customers are compared with from a UTC midnight to the next, as docs/scoring-model.md has it. */
export interface NaiveBenchmarks {
  customers: number;
  /** The 10th to the 90th percentile of net revenue; empty where nobody ordered. */
  deciles: readonly number[];
  typicalGapMs: number;
  /** The customers' last orders, numbers of orders and net revenues, each ascending; of all times. */
  lastOrders: readonly number[];
  counts: readonly number[];
  revenues: readonly number[];
}

/** Rules 57 to 64 and 102: from what every customer had done before the midnight. */
export function benchmarksAt(
  customers: readonly (readonly Order[])[],
  midnight: number,
): NaiveBenchmarks {
  const before = midnight - 1;
  const revenuesOfYear: number[] = [];
  const gaps: number[] = [];
  const lastOrders: number[] = [];
  const counts: number[] = [];
  const revenues: number[] = [];
  for (const all of customers) {
    const orders = ordersAt(all, before);
    const last = orders.at(-1);
    if (last === undefined) continue;
    orders.slice(1).forEach((order, index) => {
      gaps.push(order.placedAt - (orders[index]?.placedAt ?? order.placedAt));
    });
    const sum = (list: readonly Order[]): number =>
      list.reduce((total, order) => total + netOf(order, before), 0);
    const ofYear = orders.filter(({ placedAt }) => placedAt > midnight - YEAR_MS);
    if (ofYear.length > 0) revenuesOfYear.push(sum(ofYear));
    lastOrders.push(last.placedAt);
    counts.push(orders.length);
    revenues.push(sum(orders));
  }
  const sorted = ascending(revenuesOfYear);
  return {
    customers: sorted.length,
    deciles: sorted.length === 0 ? [] : TENTHS.map((percent) => percentile(sorted, percent)),
    typicalGapMs: typicalGap(ascending(gaps)),
    lastOrders: ascending(lastOrders),
    counts: ascending(counts),
    revenues: ascending(revenues),
  };
}

const TENTHS = [10, 20, 30, 40, 50, 60, 70, 80, 90];

const ascending = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

/** Rule 59: the smallest value that at least so many percent do not exceed. */
function percentile(sorted: readonly number[], percent: number): number {
  const found = sorted.find((_, index) => (index + 1) * 100 >= percent * sorted.length);
  return found ?? sorted.at(-1) ?? 0;
}

/** Rules 60 to 62. */
function typicalGap(sorted: readonly number[]): number {
  if (sorted.length < 20) return 90 * DAY_MS;
  return Math.min(365 * DAY_MS, Math.max(7 * DAY_MS, percentile(sorted, 80)));
}
