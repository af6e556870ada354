import type pg from "pg";
import { closeHistory, findBenchmarks } from "../db/benchmarks.ts";
import { findAllExcluded } from "../db/exclusions.ts";
import { replaceRfmChanges, trimRfmChanges } from "../db/rfm-changes.ts";
import { inTransaction } from "../db/transaction.ts";
import { traceRfm, type RfmChange } from "../pipeline/score/rfm-history.ts";
import type { RfmGroup } from "../pipeline/shared/rfm-group-names.ts";
import { dayStart } from "../pipeline/shared/time.ts";
import { loadOrderColumns } from "./load-order-columns.ts";

/** So many midnights can be asked for: a year, so that a season can be held against the one before. */
const KEPT_DAYS = 365;

export type RfmHistoryOutcome =
  | { outcome: "told"; midnights: number; changes: number }
  | { outcome: "nothing-to-tell" }
  /** Something older arrived meanwhile: to be begun again. */
  | { outcome: "overtaken" };

/** So many midnights are computed in one go: with 100,000 customers they keep everything else waiting for 2 s. */
const MIDNIGHTS_AT_ONCE = 31;

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
  const customers = await loadOrderColumns(pool, shopId, {
    before: dayStart(day),
    without: await findAllExcluded(pool, shopId),
  });
  const began = isWhole ? firstDay + 1 : stored.historyFrom;
  let written = 0;
  for (let fromDay = began; fromDay <= day; fromDay += MIDNIGHTS_AT_ONCE) {
    const toDay = Math.min(day, fromDay + MIDNIGHTS_AT_ONCE - 1);
    const { start, changes } = traceRfm({ customers, fromDay, toDay });
    const standing = isWhole && fromDay === began ? standAt(firstDay, start) : null;
    const isWritten = await inTransaction(pool, async (db) => {
      // Its row is locked from here on: whoever adds something older waits, and is told of anew.
      if (!(await closeHistory(db, shopId, { day, toDay, revision }))) return false;
      await replaceRfmChanges(db, shopId, {
        fromDay: standing === null ? fromDay : 0,
        changes: [...(standing ?? []), ...changes],
      });
      if (toDay === day) await trimRfmChanges(db, shopId, firstDay);
      return true;
    });
    if (!isWritten) return { outcome: "overtaken" };
    written += changes.length;
  }
  return { outcome: "told", midnights: day - began + 1, changes: written };
}

/** Where each customer stood when what is kept begins: as if they came from nowhere on that day. */
const standAt = (day: number, start: ReadonlyMap<number, RfmGroup>): RfmChange[] =>
  [...start].map(([profileId, to]) => ({ profileId, day, from: null, to }));
