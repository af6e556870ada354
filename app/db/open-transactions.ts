import type { Queryable } from "./transaction.ts";

/** The first transaction that has not begun to write yet. */
export async function readNextTransaction(db: Queryable): Promise<string> {
  const { rows } = await db.query<{ next: string }>(
    "SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS next",
  );
  return rows[0]?.next ?? "0";
}

/** Whether all transactions before one have ended: what they wrote is seen, or never will be. */
export async function hasAllBefore(db: Queryable, next: string): Promise<boolean> {
  const { rows } = await db.query<{ ended: boolean }>(
    "SELECT pg_snapshot_xmin(pg_current_snapshot()) >= $1::xid8 AS ended",
    [next],
  );
  return rows[0]?.ended === true;
}
