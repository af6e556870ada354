import { INTAKE_OUTCOMES, type IntakeOutcome } from "../db/intake.ts";
import { getPool } from "../db/pool.server.ts";
import type { Queryable } from "../db/transaction.ts";
import { SOURCE_NAMES, type SourceName } from "../pipeline/shared/source-names.ts";
import { HOUR_MS, MINUTE_MS, type Instant } from "../pipeline/shared/time.ts";

export type Tally = Record<IntakeOutcome, number>;

/** What came in during one part of a span. */
export interface IntakeBucket extends Tally {
  startsAt: Instant;
}

/** The parts of a span: equal, on the clock's own minutes and hours, the last one still running. */
export const SPANS = {
  hour: { buckets: 60, bucketMs: MINUTE_MS },
  day: { buckets: 24, bucketMs: HOUR_MS },
} as const;

export type Span = keyof typeof SPANS;

/** What came in from each source, oldest first; every part is there, also where nothing came. */
export async function readIntake(
  { shopId, now, span }: { shopId: number; now: Instant; span: Span },
  db: Queryable = getPool(),
): Promise<Record<SourceName, IntakeBucket[]>> {
  const { buckets, bucketMs } = SPANS[span];
  const bucketMinutes = bucketMs / MINUTE_MS;
  const last = Math.floor(now / bucketMs);
  const first = last - buckets + 1;
  const { rows } = await db.query<{
    source: SourceName;
    bucket: number;
    outcome: IntakeOutcome;
    count: number;
  }>(
    `SELECT source, minute / $3::int AS bucket, outcome, sum(count)::bigint AS count FROM intake_minute
     WHERE shop_id = $1 AND source = ANY($2::text[]) AND minute >= $4 AND minute < $5
     GROUP BY 1, 2, 3`,
    [shopId, SOURCE_NAMES, bucketMinutes, first * bucketMinutes, (last + 1) * bucketMinutes],
  );
  const bySource = emptyIntake(first, SPANS[span]);
  for (const { source, bucket, outcome, count } of rows) {
    const found = bySource[source][bucket - first];
    if (found) found[outcome] += count;
  }
  return bySource;
}

/** When each source was last heard: the minute's end, or now within the running minute. Refusals do not count. */
export async function readLastHeard(
  { shopId, now }: { shopId: number; now: Instant },
  db: Queryable = getPool(),
): Promise<Map<SourceName, Instant>> {
  const { rows } = await db.query<{ source: SourceName; minute: number }>(
    `SELECT source, minute FROM unnest($2::text[]) AS source CROSS JOIN LATERAL (
       SELECT minute FROM intake_minute
       WHERE shop_id = $1 AND intake_minute.source = source.source AND outcome <> 'rejected'
       ORDER BY minute DESC LIMIT 1) AS latest`,
    [shopId, SOURCE_NAMES],
  );
  return new Map(
    rows.map(({ source, minute }) => [source, Math.min(now, (minute + 1) * MINUTE_MS)]),
  );
}

export function sumTallies(tallies: readonly Tally[]): Tally {
  const sum = emptyTally();
  for (const tally of tallies) {
    for (const outcome of INTAKE_OUTCOMES) sum[outcome] += tally[outcome];
  }
  return sum;
}

const emptyTally = (): Tally => ({ accepted: 0, duplicate: 0, rejected: 0, ignored: 0 });

function emptyIntake(
  first: number,
  { buckets, bucketMs }: { buckets: number; bucketMs: number },
): Record<SourceName, IntakeBucket[]> {
  const empty = (): IntakeBucket[] =>
    Array.from({ length: buckets }, (_, index) => ({
      startsAt: (first + index) * bucketMs,
      ...emptyTally(),
    }));
  return {
    webhook: empty(),
    proxy: empty(),
    pixel: empty(),
    api: empty(),
    klaviyo: empty(),
    backfill: empty(),
    reconciliation: empty(),
  };
}
