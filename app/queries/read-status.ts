import { getPool } from "../db/pool.server.ts";
import type { Queryable } from "../db/transaction.ts";
import type { Instant } from "../pipeline/shared/time.ts";

/** Where the shop's numbers stand at one instant. Counts of customers leave visitors out. */
export interface Status {
  /** When the last event reached us; null before the first. Events read back by the backfill do not count. */
  lastEventAt: Instant | null;
  customers: number;
  scoredCustomers: number;
  visitors: number;
  /** Profiles whose scores are due now, and since when the longest of them waits (null: none waits). */
  due: number;
  dueSince: Instant | null;
  taggedCustomers: number;
  tags: number;
  /** Customers whose tags still have to be written, and those of them that Shopify refused at least once. */
  waitingCustomers: number;
  refusedCustomers: number;
}

const STATUS_SQL = `
  SELECT
    (SELECT received_at FROM raw_event WHERE shop_id = $1 AND source <> 'backfill'
      ORDER BY raw_event_id DESC LIMIT 1) AS "lastEventAt",
    profiles.*, tags.*
  FROM
    (SELECT count(*) FILTER (WHERE customer_id IS NOT NULL) AS customers,
       count(*) FILTER (WHERE customer_id IS NOT NULL AND scored_at IS NOT NULL) AS "scoredCustomers",
       count(*) FILTER (WHERE customer_id IS NULL) AS visitors,
       count(*) FILTER (WHERE due_at <= $2) AS due,
       min(due_at) FILTER (WHERE due_at <= $2) AS "dueSince"
     FROM profile WHERE shop_id = $1) AS profiles,
    (SELECT count(*) FILTER (WHERE cardinality(written) > 0) AS "taggedCustomers",
       coalesce(sum(cardinality(written)), 0) AS tags,
       count(*) FILTER (WHERE write_at IS NOT NULL) AS "waitingCustomers",
       count(*) FILTER (WHERE write_at IS NULL AND last_error IS NOT NULL) AS "refusedCustomers"
     FROM tag_state WHERE shop_id = $1) AS tags`;

export async function readStatus(
  { shopId, now }: { shopId: number; now: Instant },
  db: Queryable = getPool(),
): Promise<Status> {
  const { rows } = await db.query<Status>(STATUS_SQL, [shopId, new Date(now)]);
  const status = rows[0];
  if (!status) throw new Error("An aggregate without GROUP BY always gives a row");
  return status;
}
