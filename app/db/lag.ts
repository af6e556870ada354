import { DAY_MS } from "../pipeline/shared/time.ts";
import type { Queryable } from "./transaction.ts";

/** How far behind the work of all shops is. */
export interface Lag {
  /** Age of the oldest raw event that is not ingested; 0: none waits. */
  ingestSeconds: number;
  shopsToIngest: number;
  /** How long the most overdue profile has been due; 0: none is. */
  scoreSeconds: number;
  /** Age of the oldest request for an erasure that is not carried out, whoever asked; 0: none is open. */
  erasureSeconds: number;
  /** Requests for a person's data that nobody has answered and that lapse soon. */
  dataRequestsDue: number;
}

/** So long before its time is over somebody can still be told of a request for data. */
const DUE_SOON_MS = 7 * DAY_MS;

/**
 * Reads how far behind ingestion, scoring and privacy requests are: a probe of the index of pending rows for each shop that has
 * some, one of the table of due-times, and the open requests, which are few. Of a shop's pending events the one with the lowest number counts as the oldest.
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
       COALESCE((SELECT EXTRACT(EPOCH FROM $1::timestamptz - min(due_at)) FROM (
         SELECT shop_id, due_at FROM shop_work UNION ALL SELECT shop_id, due_at FROM due_range) AS due JOIN shop USING (shop_id)
         WHERE due_at <= $1 AND status = 'installed'), 0)::float8 AS "scoreSeconds",
       COALESCE((SELECT GREATEST(0, EXTRACT(EPOCH FROM $1::timestamptz - min(received_at))) FROM privacy_request
         WHERE done_at IS NULL AND topic <> 'customers/data_request'), 0)::float8 AS "erasureSeconds",
       (SELECT count(*) FROM privacy_request
         WHERE done_at IS NULL AND topic = 'customers/data_request' AND due_at <= $2)::int AS "dataRequestsDue"
     FROM pending`,
    [new Date(now), new Date(now + DUE_SOON_MS)],
  );
  const [row] = rows;
  if (row === undefined) throw new Error("The lag is one row");
  return row;
}
