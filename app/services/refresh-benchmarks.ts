import type pg from "pg";
import {
  findBenchmarks,
  lockBenchmarks,
  markBenchmarksStale,
  saveBenchmarks,
} from "../db/benchmarks.ts";
import { loadOrdersBefore } from "../db/orders.ts";
import { makeAllProfilesDue } from "../db/profiles.ts";
import { announceDue } from "../db/shop-work.ts";
import { inTransaction, type Queryable } from "../db/transaction.ts";
import { computeBenchmarks, type ShopBenchmarks } from "../pipeline/score/benchmarks.ts";
import type { OrderRecord, RefundRecord } from "../pipeline/shared/records.ts";
import { dayOf, dayStart } from "../pipeline/shared/time.ts";

/** While late events keep coming (a backfill), benchmarks are not computed again sooner than this. */
const STALE_PATIENCE_MS = 10_000;

/**
 * Brings the benchmarks to what holds at `now`: computed from all that happened before the last UTC midnight,
 * again when the day changed or when something older arrived since. When they change, everybody is
 * measured anew.
 */
export async function refreshBenchmarks(options: {
  pool: pg.Pool;
  shopId: number;
  isReady: boolean;
  now: number;
}): Promise<void> {
  const { pool, shopId, now } = options;
  const day = dayOf(now);
  const stored = await findBenchmarks(pool, shopId);
  const isToday = stored?.day === day;
  const isPatient = isToday && !options.isReady && now - stored.computedAt < STALE_PATIENCE_MS;
  if (isToday && (!stored.isStale || isPatient)) return;
  await inTransaction(pool, async (db) => {
    const locked = await lockBenchmarks(db, shopId);
    // Another worker may have computed them while this one waited for the lock.
    if (locked?.day === day && !locked.isStale) return;
    const values = computeBenchmarks({
      customers: await loadOrdersBefore(db, shopId, dayStart(day)),
      dayStart: dayStart(day),
    });
    await saveBenchmarks(db, shopId, { day, values, now });
    await makeAllProfilesDue(db, shopId, now);
    await announceDue(db, shopId, now);
  });
}

/** The benchmarks as stored: `refreshBenchmarks` comes before. */
export async function loadBenchmarks(db: Queryable, shopId: number): Promise<ShopBenchmarks> {
  const stored = await findBenchmarks(db, shopId);
  if (!stored?.values) throw new Error(`Shop ${shopId} has no benchmarks yet`);
  return stored.values as ShopBenchmarks;
}

/** Marks the benchmarks as out of date when orders or refunds arrived from before their midnight. */
export async function noteStaleBenchmarks(
  db: Queryable,
  shopId: number,
  told: { orders: OrderRecord[]; refunds: RefundRecord[] },
): Promise<void> {
  const instants = [
    ...told.orders.flatMap((order) => [order.placedAt, order.cancelledAt ?? order.placedAt]),
    ...told.refunds.map((refund) => refund.refundedAt),
  ];
  if (instants.length === 0) return;
  const stored = await lockBenchmarks(db, shopId);
  if (stored && instants.some((instant) => instant < dayStart(stored.day)))
    await markBenchmarksStale(db, shopId);
}
