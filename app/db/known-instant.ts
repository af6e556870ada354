import type { Instant } from "../pipeline/shared/time.ts";
import type { Queryable } from "./transaction.ts";

/** The earlier of a process's instant and the database's. */
export async function earlierInstant(db: Queryable, now: Instant): Promise<Instant> {
  const { rows } = await db.query<{ at: Instant }>("SELECT LEAST($1::timestamptz, now()) AS at", [
    new Date(now),
  ]);
  return Math.min(now, rows[0]?.at ?? now);
}
