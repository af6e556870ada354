import type { Queryable } from "./transaction.ts";

/** How far behind the work of all shops is. */
export interface Lag {
  /** Age of the oldest raw event that is not ingested; 0: none waits. */
  ingestSeconds: number;
  shopsToIngest: number;
  /** How long the most overdue profile has been due; 0: none is. */
  scoreSeconds: number;
}

/**
 * Reads how far behind ingestion and scoring are: a probe of the index of pending rows for each shop that has some, and
 * one of the table of due-times. Of a shop's pending events the one with the lowest number counts as the oldest.
 * @param db sees all shops
 */
export async function readLag(db: Queryable, now: number): Promise<Lag> {
  const { rows } = await db.query<Lag>(
    `WITH RECURSIVE pending AS (
       (SELECT shop_id, received_at FROM raw_event WHERE ingested_at IS NULL
        ORDER BY shop_id, raw_event_id LIMIT 1)
       UNION ALL
       SELECT next.shop_id, next.received_at FROM pending CROSS JOIN LATERAL (
         SELECT shop_id, received_at FROM raw_event WHERE ingested_at IS NULL AND shop_id > pending.shop_id
         ORDER BY shop_id, raw_event_id LIMIT 1) AS next)
     SELECT
       COALESCE(GREATEST(0, EXTRACT(EPOCH FROM $1::timestamptz - min(received_at))), 0)::float8 AS "ingestSeconds",
       count(*)::int AS "shopsToIngest",
       COALESCE((SELECT EXTRACT(EPOCH FROM $1::timestamptz - min(due_at)) FROM shop_work JOIN shop USING (shop_id)
         WHERE due_at <= $1 AND status = 'installed'), 0)::float8 AS "scoreSeconds"
     FROM pending`,
    [new Date(now)],
  );
  return rows[0] ?? { ingestSeconds: 0, shopsToIngest: 0, scoreSeconds: 0 };
}
