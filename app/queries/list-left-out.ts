import { getPool } from "../db/pool.server.ts";
import type { Queryable } from "../db/transaction.ts";
import type { Instant } from "../pipeline/shared/time.ts";

/** What a source sent that counts nowhere, and why: for a merchant to see what is not mapped, or is wrong. */
export interface LeftOut {
  source: string;
  /** "ignored": `reason` is the name of an event that says nothing; "rejected": it is why. */
  outcome: "ignored" | "rejected";
  reason: string;
  count: number;
  /** The beginning of the minute in which it came last. */
  lastAt: Instant;
}

const LIMIT = 100;

/** The reasons since an instant, the most frequent first. At most 100. */
export async function listLeftOut(
  { shopId, source, since }: { shopId: number; source: "api" | "klaviyo"; since: Instant },
  db: Queryable = getPool(),
): Promise<LeftOut[]> {
  const { rows } = await db.query<LeftOut>(
    `SELECT source, outcome, reason, sum(count)::int AS count, to_timestamp(max(minute) * 60.0) AS "lastAt"
     FROM intake_minute
     WHERE shop_id = $1 AND source = $2 AND minute >= $3 AND outcome IN ('ignored', 'rejected')
     GROUP BY source, outcome, reason ORDER BY sum(count) DESC, outcome, reason LIMIT $4`,
    [shopId, source, Math.floor(since / 60_000), LIMIT],
  );
  return rows;
}
