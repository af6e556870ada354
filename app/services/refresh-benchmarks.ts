import { isDeepStrictEqual } from "node:util";
import type pg from "pg";
import { findBenchmarks, lockBenchmarks, saveBenchmarks } from "../db/benchmarks.ts";
import { makeAllProfilesDue } from "../db/due-ranges.ts";
import { redoHistory } from "../db/score-history.ts";
import { inTransaction, type Queryable } from "../db/transaction.ts";
import { computeBenchmarks, type ShopBenchmarks } from "../pipeline/score/benchmarks.ts";
import { dayOf, dayStart } from "../pipeline/shared/time.ts";
import { keepBenchmarks, readBenchmarks } from "./keep-benchmarks.ts";
import { loadOrderColumns } from "./load-order-columns.ts";

/** While late events keep coming (a backfill), benchmarks are not computed again sooner than this. */
const STALE_PATIENCE_MS = 10_000;

/**
 * Brings the benchmarks to what holds at `now`: computed from all that happened before the last UTC midnight,
 * again when the day changed or when something older arrived since. On a new day, and when they change,
 * everybody is measured anew. Those of the days of which scores are kept are kept beside them.
 */
export async function refreshBenchmarks(options: {
  pool: pg.Pool;
  shopId: number;
  isReady: boolean;
  now: number;
}): Promise<void> {
  const { pool, shopId, isReady, now } = options;
  const day = dayOf(now);
  const stored = await findBenchmarks(pool, shopId);
  const isToday = stored?.day === day;
  const isPatient = isToday && !isReady && now - stored.computedAt < STALE_PATIENCE_MS;
  if (isToday && (!stored.isStale || isPatient)) return;
  await inTransaction(pool, async (db) => {
    const locked = await lockBenchmarks(db, shopId);
    // Another worker may have computed them while this one waited for the lock.
    if (locked && (locked.day > day || (locked.day === day && !locked.isStale))) return;
    const customers = await loadOrderColumns(db, shopId, { before: dayStart(day) });
    const values = computeBenchmarks({ customers, dayStart: dayStart(day) });
    const staleFrom = locked?.isStale ? (locked.staleFrom ?? locked.day) : day;
    const changedFrom = isReady
      ? await keepBenchmarks(db, shopId, { customers, today: values, staleFrom, day })
      : null;
    await saveBenchmarks(db, shopId, { day, values, now });
    // What arrived late may have changed nothing that anybody is measured by.
    const isSame = locked?.day === day && isDeepStrictEqual(locked.values, values);
    if (isSame && changedFrom === null) return;
    await makeAllProfilesDue(db, shopId, now);
    if (changedFrom !== null) await redoHistory(db, shopId, changedFrom);
  });
}

/** The benchmarks as stored: `refreshBenchmarks` comes before. */
export async function loadBenchmarks(db: Queryable, shopId: number): Promise<ShopBenchmarks> {
  const stored = await findBenchmarks(db, shopId);
  if (!stored?.values) throw new Error(`Shop ${shopId} has no benchmarks yet`);
  return readBenchmarks(stored.values);
}
