import type pg from "pg";
import { tellDataFault } from "../db/data-faults.ts";
import { tryLockShop } from "../db/locks.ts";
import { loadPendingRawEvents, markUnreadable } from "../db/raw-events.ts";
import { inTransaction } from "../db/transaction.ts";
import { ingestShop, type IngestOutcome } from "./ingest-shop.ts";

interface Batch {
  pool: pg.Pool;
  shopId: number;
  now: number;
  limit: number;
}

export type PastFaultsOutcome =
  | IngestOutcome
  /** The oldest event could not be taken in: it is marked and does not hold up those behind it any more. */
  | { outcome: "left-out"; rawEventId: number; reason: string };

/**
 * Ingests a batch as `ingestShop` does. Where an event makes the whole of it fail, fewer are taken: half as many, until
 * those before the event are in, and then the event by itself, which is marked and left out. What comes from strangers must
 * not hold up a shop for good, whatever rule of ours it slipped through. It stands in the activity, and can be read anew.
 * @throws what is no fault of the events: a database that is away or busy, a table that is not there
 */
export async function ingestPastFaults(batch: Batch): Promise<PastFaultsOutcome> {
  const { pool, shopId, limit } = batch;
  const [oldest] = limit === 1 ? await loadPendingRawEvents(pool, shopId, 1) : [];
  try {
    return await ingestShop(batch);
  } catch (error) {
    const reason = tellDataFault(error);
    if (reason === null) throw error;
    if (limit > 1) return ingestPastFaults({ ...batch, limit: Math.ceil(limit / 2) });
    return oldest === undefined
      ? { outcome: "busy" }
      : leaveOut(batch, { rawEventId: oldest.rawEventId, reason });
  }
}

async function leaveOut(
  { pool, shopId, now }: Batch,
  { rawEventId, reason }: { rawEventId: number; reason: string },
): Promise<PastFaultsOutcome> {
  return inTransaction(pool, async (db) => {
    if (!(await tryLockShop(db, "ingest", shopId))) return { outcome: "busy" };
    // Another worker may have come on meanwhile: then the one that failed here was a later event.
    const [oldest] = await loadPendingRawEvents(db, shopId, 1);
    if (oldest?.rawEventId !== rawEventId) return { outcome: "busy" };
    await markUnreadable(db, shopId, { events: [{ rawEventId, error: reason }], now });
    return { outcome: "left-out", rawEventId, reason };
  });
}
