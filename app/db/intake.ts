import { noteChanges } from "./shop-changes.ts";
import type { Queryable } from "./transaction.ts";

/**
 * What became of something that came in. "ignored": nothing is wrong with it, and nothing counts it, such
 * as an event whose name nobody knows.
 */
export const INTAKE_OUTCOMES = ["accepted", "duplicate", "rejected", "ignored"] as const;

export type IntakeOutcome = (typeof INTAKE_OUTCOMES)[number];

export interface IntakeCount {
  shopId: number;
  /** A raw event's source, or "reconciliation". */
  source: string;
  /** Of UTC, counted from 1970. */
  minute: number;
  outcome: IntakeOutcome;
  /** Why it was rejected or ignored; empty for the others. */
  reason: string;
  count: number;
}

/**
 * Adds to the counts of what came in, of any number of shops by two statements: of a shop that sends little, its counts would
 * cost more than its events. Counts of a shop that is gone are dropped.
 */
export async function addIntake(db: Queryable, counts: readonly IntakeCount[]): Promise<void> {
  if (counts.length === 0) return;
  // In one order for everybody who adds, so that two never wait for each other in a ring.
  await db.query(
    `INSERT INTO intake_minute (shop_id, source, minute, outcome, reason, count)
     SELECT * FROM unnest($1::int[], $2::text[], $3::int[], $4::text[], $5::text[], $6::int[])
       AS counted(shop_id, source, minute, outcome, reason, count)
     WHERE EXISTS (SELECT FROM shop WHERE shop.shop_id = counted.shop_id)
     ORDER BY shop_id, source, minute, outcome, reason
     ON CONFLICT (shop_id, source, minute, outcome, reason) DO UPDATE SET
       count = intake_minute.count + excluded.count`,
    [
      counts.map((row) => row.shopId),
      counts.map((row) => row.source),
      counts.map((row) => row.minute),
      counts.map((row) => row.outcome),
      counts.map((row) => row.reason),
      counts.map((row) => row.count),
    ],
  );
  await noteChanges(db, [...new Set(counts.map((row) => row.shopId))], ["intake"]);
}
