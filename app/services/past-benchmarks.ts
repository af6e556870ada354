import { findBenchmarkDay } from "../db/benchmark-days.ts";
import { findBenchmarks } from "../db/benchmarks.ts";
import type { Queryable } from "../db/transaction.ts";
import { computeBenchmarks, type ShopBenchmarks } from "../pipeline/score/benchmarks.ts";
import { dayStart } from "../pipeline/shared/time.ts";
import { readBenchmarks } from "./keep-benchmarks.ts";
import { loadOrderColumns } from "./load-order-columns.ts";

/**
 * What the shop's customers are compared with during a UTC day: its benchmarks as of the midnight that begins
 * it, as the orders are known today. Of the days of which scores are kept they are stored, others are computed
 * from all orders before their midnight.
 */
export async function loadBenchmarksOf(
  db: Queryable,
  shopId: number,
  day: number,
): Promise<ShopBenchmarks> {
  const latest = await findBenchmarks(db, shopId);
  const isStale = latest === null || (latest.isStale && day >= (latest.staleFrom ?? latest.day));
  const stored = isStale || day > latest.day ? null : await findBenchmarkDay(db, shopId, day);
  if (stored !== null) return readBenchmarks(stored.values);
  return computeBenchmarks({
    customers: await loadOrderColumns(db, shopId, { before: dayStart(day) }),
    dayStart: dayStart(day),
  });
}
