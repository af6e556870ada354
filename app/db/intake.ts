import { noteChange } from "./shop-changes.ts";
import { workFor } from "./shop-scope.ts";
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

/** Adds to the counts of what came in; a statement or two a shop. Counts of a shop that is gone are dropped. */
export async function addIntake(db: Queryable, counts: IntakeCount[]): Promise<void> {
  for (const [shopId, rows] of Map.groupBy(counts, (row) => row.shopId)) {
    await workFor(shopId, () => addOfShop(db, shopId, rows));
  }
}

async function addOfShop(db: Queryable, shopId: number, rows: IntakeCount[]): Promise<void> {
  // In one order for everybody who adds, so that two never wait for each other in a ring.
  const sorted = rows.toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  await db.query(
    `INSERT INTO intake_minute (shop_id, source, minute, outcome, reason, count)
       SELECT $1, * FROM unnest($2::text[], $3::int[], $4::text[], $5::text[], $6::int[])
       WHERE EXISTS (SELECT FROM shop WHERE shop_id = $1)
       ON CONFLICT (shop_id, source, minute, outcome, reason) DO UPDATE SET
         count = intake_minute.count + excluded.count`,
    [
      shopId,
      sorted.map((row) => row.source),
      sorted.map((row) => row.minute),
      sorted.map((row) => row.outcome),
      sorted.map((row) => row.reason),
      sorted.map((row) => row.count),
    ],
  );
  await noteChange(db, shopId, ["intake"]);
}

const orderOf = ({ source, minute, outcome, reason }: IntakeCount): string =>
  [source, minute, outcome, reason].join(" ");
