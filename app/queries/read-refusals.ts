import { getPool } from "../db/pool.server.ts";
import type { Queryable } from "../db/transaction.ts";
import { HOUR_MS, MINUTE_MS, type Instant } from "../pipeline/shared/time.ts";
import { SOURCE_NAMES, type SourceName } from "../pipeline/shared/source-names.ts";
import { SPANS } from "./read-intake.ts";

/** What was refused of a source in the last day for one reason, or taken although nothing counts it. */
export interface Refusal {
  source: SourceName;
  outcome: "rejected" | "ignored";
  /** As the edge told the sender; for what was ignored, the name that nobody knows. */
  reason: string;
  count: number;
  lastAt: Instant;
}

/** The last day's most frequent refusals first; `left` is how many more reasons there are. */
export interface Refusals {
  refusals: Refusal[];
  left: number;
}

const LIMIT = 12;

export async function readRefusals(
  { shopId, now }: { shopId: number; now: Instant },
  db: Queryable = getPool(),
): Promise<Refusals> {
  const first = Math.floor(now / HOUR_MS) - SPANS.day.buckets + 1;
  const { rows } = await db.query<
    Omit<Refusal, "lastAt"> & { lastMinute: number; reasons: number }
  >(
    `SELECT source, outcome, reason, sum(count)::bigint AS count, max(minute) AS "lastMinute",
       count(*) OVER () AS reasons
     FROM intake_minute
     WHERE shop_id = $1 AND source = ANY($2::text[]) AND minute >= $3 AND outcome IN ('rejected', 'ignored')
     GROUP BY source, outcome, reason
     ORDER BY outcome DESC, sum(count) DESC, source, reason LIMIT $4`,
    [shopId, SOURCE_NAMES, (first * HOUR_MS) / MINUTE_MS, LIMIT],
  );
  return {
    refusals: rows.map(({ source, outcome, reason, count, lastMinute }) => ({
      source,
      outcome,
      reason,
      count,
      lastAt: Math.min(now, (lastMinute + 1) * MINUTE_MS),
    })),
    left: Math.max(0, (rows[0]?.reasons ?? 0) - rows.length),
  };
}
