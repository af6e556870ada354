import type pg from "pg";
import { closeHistory, findBenchmarks } from "../db/benchmarks.ts";
import { loadProfileOrdersBefore } from "../db/orders.ts";
import { replaceRfmChanges, trimRfmChanges } from "../db/rfm-changes.ts";
import { inTransaction } from "../db/transaction.ts";
import { traceRfm, type RfmChange } from "../pipeline/score/rfm-history.ts";
import { dayStart } from "../pipeline/shared/time.ts";

/** So many midnights can be asked for: a year, so that a season can be held against the one before. */
export const KEPT_DAYS = 365;

export type RfmHistoryOutcome =
  | { outcome: "told"; midnights: number; changes: number }
  | { outcome: "nothing-to-tell" }
  /** Something older arrived meanwhile: to be begun again. */
  | { outcome: "overtaken" };

/**
 * Brings the history of groups to the midnight of the benchmarks: usually one midnight, and all those that
 * something concerns which arrived late. What is stored afterwards depends on the orders alone. It reads without
 * a lock, so that no event waits for it, and writes only if nothing was added meanwhile that it should have read.
 */
export async function keepRfmHistory(options: {
  pool: pg.Pool;
  shopId: number;
}): Promise<RfmHistoryOutcome> {
  const { pool, shopId } = options;
  // Before the orders: what arrives after this look raises the revision.
  const stored = await findBenchmarks(pool, shopId);
  if (stored === null || stored.historyFrom > stored.day) return { outcome: "nothing-to-tell" };
  const { day, historyRevision: revision } = stored;
  const firstDay = day - KEPT_DAYS + 1;
  const isWhole = stored.historyFrom <= firstDay;
  const fromDay = isWhole ? firstDay + 1 : stored.historyFrom;
  const customers = await loadProfileOrdersBefore(pool, shopId, dayStart(day));
  const { start, changes } = traceRfm({ customers, fromDay, toDay: day });
  const standing = [...start].map(([profileId, to]): RfmChange => ({
    profileId,
    day: firstDay,
    from: null,
    to,
  }));
  return inTransaction(pool, async (db) => {
    // Its row is locked from here on: whoever adds something older waits, and is told of anew.
    if (!(await closeHistory(db, shopId, { day, revision }))) return { outcome: "overtaken" };
    await replaceRfmChanges(db, shopId, {
      fromDay: isWhole ? 0 : fromDay,
      changes: isWhole ? [...standing, ...changes] : changes,
    });
    await trimRfmChanges(db, shopId, firstDay);
    return { outcome: "told", midnights: day - fromDay + 1, changes: changes.length };
  });
}
