import type {
  ActivityKind,
  ActivityOutcome,
  ActivitySubject,
} from "../pipeline/shared/activity.ts";
import type { Queryable } from "./transaction.ts";

/** What one kind of work did for a shop in an hour, or what kept it from doing it. */
export interface ActivityNote {
  shopId: number;
  kind: ActivityKind;
  subject: ActivitySubject;
  outcome: Extract<ActivityOutcome, "done" | "retrying" | "failed">;
  /** Of UTC, counted from 1970. */
  hour: number;
  /** The last time, epoch milliseconds. */
  at: number;
  count: number;
  /** The last one; null: nothing to say. */
  reason: string | null;
}

/** Adds to what an hour holds; notes of a shop that is gone, or has uninstalled, are dropped. */
export async function addActivities(db: Queryable, notes: readonly ActivityNote[]): Promise<void> {
  // In one order for everybody who adds, so that two never wait for each other in a ring.
  const sorted = notes.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  for (const { shopId, kind, subject, outcome, hour, at, count, reason } of sorted) {
    await db.query(
      `INSERT INTO activity (shop_id, kind, subject, outcome, hour, at, count, reason)
       SELECT $1, $2, $3, $4, $5, $6, $7, $8 WHERE EXISTS (SELECT FROM shop WHERE shop_id = $1 AND status = 'installed')
       ON CONFLICT (shop_id, kind, subject, outcome, hour) DO UPDATE SET
         at = GREATEST(activity.at, excluded.at), count = activity.count + excluded.count,
         reason = COALESCE(excluded.reason, activity.reason)`,
      [shopId, kind, subject, outcome, hour, new Date(at), count, reason],
    );
  }
}

const keyOf = ({ shopId, kind, subject, outcome, hour }: ActivityNote): string =>
  [shopId, kind, subject, outcome, hour].join(" ");
