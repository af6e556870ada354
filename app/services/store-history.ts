import { addIntake, type IntakeCount } from "../db/intake.ts";
import { insertRawEvents, insertUnreadable } from "../db/raw-events.ts";
import type { Queryable } from "../db/transaction.ts";
import type { BackfillResource } from "../pipeline/capture/topics.ts";
import { findToldRecord } from "../pipeline/normalize/find-told-record.ts";
import { MINUTE_MS } from "../pipeline/shared/time.ts";
import type { ReadNode } from "./read-node.ts";
import { withoutErased } from "./without-erased.ts";

/**
 * Stores records that were read from the Admin API, but for those that were erased here, and counts them where people see
 * what came in. Part of the caller's transaction: what is stored is counted, once.
 * @returns how many were new
 */
export async function storeHistory(
  db: Queryable,
  shopId: number,
  page: {
    /** Why it was asked for: the first reading, or a comparison that found it missing. */
    source: "backfill" | "reconciliation";
    resource: BackfillResource;
    nodes: ReadNode[];
    now: number;
  },
): Promise<number> {
  const { source, resource, nodes, now } = page;
  const read = nodes.flatMap((node) => (node.outcome === "read" ? [node] : []));
  const recordOf = ({ record }: (typeof read)[number]) => findToldRecord(record);
  const events = (await withoutErased(db, shopId, { told: read, recordOf })).map(
    ({ event }) => event,
  );
  const unreadable = nodes.flatMap((node) => (node.outcome === "unreadable" ? [node] : []));
  const stored = await insertRawEvents(db, shopId, { source: "backfill", receivedAt: now, events });
  const kept = await insertUnreadable(db, shopId, { topic: resource, now, events: unreadable });
  const minute = Math.floor(now / MINUTE_MS);
  const count = (outcome: IntakeCount["outcome"], reason: string, number: number): IntakeCount => ({
    shopId,
    source,
    minute,
    outcome,
    reason,
    count: number,
  });
  const rejected = Map.groupBy(kept, (reason) => reason);
  await addIntake(
    db,
    [
      count("accepted", "", stored),
      count("duplicate", "", events.length - stored),
      ...[...rejected].map(([reason, rows]) => count("rejected", reason, rows.length)),
    ].filter((row) => row.count > 0),
  );
  return stored;
}
