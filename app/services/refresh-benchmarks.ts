import { isDeepStrictEqual } from "node:util";
import type pg from "pg";
import {
  findBenchmarks,
  lockBenchmarks,
  markBenchmarksStale,
  saveBenchmarks,
} from "../db/benchmarks.ts";
import { loadOrdersBefore } from "../db/orders.ts";
import { makeAllProfilesDue } from "../db/profiles.ts";
import { loadOrderRecords, loadRefundRecords } from "../db/stored-records.ts";
import { announceDue } from "../db/shop-work.ts";
import { inTransaction, type Queryable } from "../db/transaction.ts";
import { orderCountsFrom, refundCountsFrom } from "../pipeline/normalize/counts-from.ts";
import { computeBenchmarks, type ShopBenchmarks } from "../pipeline/score/benchmarks.ts";
import type { OrderRecord, RefundRecord } from "../pipeline/shared/records.ts";
import { dayOf, dayStart } from "../pipeline/shared/time.ts";

/** While late events keep coming (a backfill), benchmarks are not computed again sooner than this. */
const STALE_PATIENCE_MS = 10_000;

/**
 * Brings the benchmarks to what holds at `now`: computed from all that happened before the last UTC midnight,
 * again when the day changed or when something older arrived since. On a new day, and when they change,
 * everybody is measured anew.
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
    if (locked && (locked.day > day || (locked.day === day && !locked.isStale))) return;
    const values = computeBenchmarks({
      customers: await loadOrdersBefore(db, shopId, dayStart(day)),
      dayStart: dayStart(day),
    });
    await saveBenchmarks(db, shopId, { day, values, now });
    // What arrived late may have changed nothing that anybody is measured by.
    if (locked?.day === day && isDeepStrictEqual(locked.values, values)) return;
    await makeAllProfilesDue(db, shopId, now);
    await announceDue(db, shopId, now);
  });
}

/** The benchmarks as stored: `refreshBenchmarks` comes before. */
export async function loadBenchmarks(db: Queryable, shopId: number): Promise<ShopBenchmarks> {
  const stored = await findBenchmarks(db, shopId);
  if (!stored?.values) throw new Error(`Shop ${shopId} has no benchmarks yet`);
  // Those of before the deploy that brought fifths are computed anew at the next midnight.
  return { rfm: null, ...(stored.values as Omit<ShopBenchmarks, "rfm">) };
}

/**
 * Marks the benchmarks as out of date when something that counts arrived from before their midnight.
 * Called before the records are saved: most tellings of an old order (a note, a fulfillment) change
 * nothing that counts.
 */
export async function noteStaleBenchmarks(
  db: Queryable,
  shopId: number,
  told: { orders: OrderRecord[]; refunds: RefundRecord[] },
): Promise<void> {
  if (told.orders.length + told.refunds.length === 0) return;
  const stored = await lockBenchmarks(db, shopId);
  const orders = await loadOrderRecords(
    db,
    shopId,
    told.orders.map((order) => order.orderId),
  );
  const refunds = await loadRefundRecords(
    db,
    shopId,
    told.refunds.map((refund) => refund.refundId),
  );
  const instants = [
    ...told.orders.map((order) => orderCountsFrom(orders.get(order.orderId), order)),
    ...told.refunds.map((refund) => refundCountsFrom(refunds.get(refund.refundId), refund)),
  ];
  const earliest = instants.reduce<number>(
    (least, instant) => Math.min(least, instant ?? Infinity),
    Infinity,
  );
  if (stored && earliest < dayStart(stored.day))
    await markBenchmarksStale(db, shopId, dayOf(earliest) + 1);
}
