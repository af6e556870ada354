import { findBenchmarks } from "../db/benchmarks.ts";
import { loadOrdersBefore } from "../db/orders.ts";
import type { Queryable } from "../db/transaction.ts";
import { computeBenchmarks, type ShopBenchmarks } from "../pipeline/score/benchmarks.ts";
import { dayStart } from "../pipeline/shared/time.ts";

/**
 * What the shop's customers are compared with during a UTC day: its benchmarks as of the midnight that begins
 * it, as the orders are known today. Those of the day that the shop is scored by are stored; others are
 * computed from all orders before their midnight.
 */
export async function loadBenchmarksOf(
  db: Queryable,
  shopId: number,
  day: number,
): Promise<ShopBenchmarks> {
  const stored = await findBenchmarks(db, shopId);
  if (stored?.values && stored.day === day && !stored.isStale) {
    return stored.values as ShopBenchmarks;
  }
  return computeBenchmarks({
    customers: await loadOrdersBefore(db, shopId, dayStart(day)),
    dayStart: dayStart(day),
  });
}
