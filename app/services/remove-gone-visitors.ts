import type pg from "pg";
import { claimGoneVisitors, removeVisitors } from "../db/gone-visitors.ts";
import { lockShop, tryLockShop } from "../db/locks.ts";
import { hasPendingEvents } from "../db/raw-events.ts";
import { inTransaction } from "../db/transaction.ts";

/** Each with some dozens of rows: a moment in which the shop's events and scores wait. */
const VISITORS_PER_TURN = 200;

export type RemoveGoneVisitorsOutcome =
  | { outcome: "removed"; visitors: number }
  /** Events are being taken in, or wait: one of them may say who somebody is. */
  | { outcome: "busy" };

/** Removes visitors who were not seen since an instant, some at a time, while nothing that could tell who they are is on its way. */
export async function removeGoneVisitors(options: {
  pool: pg.Pool;
  shopId: number;
  seenBefore: number;
}): Promise<RemoveGoneVisitorsOutcome> {
  const { pool, shopId, seenBefore } = options;
  return inTransaction(pool, async (db) => {
    if (!(await tryLockShop(db, "ingest", shopId))) return { outcome: "busy" };
    if (await hasPendingEvents(db, shopId)) return { outcome: "busy" };
    // Waits for whoever judges profiles: what is found of these visitors is seen, and removed.
    await lockShop(db, "segments", shopId);
    const profileIds = await claimGoneVisitors(db, shopId, {
      seenBefore,
      limit: VISITORS_PER_TURN,
    });
    if (profileIds.length > 0) await removeVisitors(db, shopId, profileIds);
    return { outcome: "removed", visitors: profileIds.length };
  });
}
