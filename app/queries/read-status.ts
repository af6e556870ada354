import { getPool } from "../db/pool.server.ts";
import type { Queryable } from "../db/transaction.ts";
import type { Instant } from "../pipeline/shared/time.ts";
import { readKeptSums, type KeptSums } from "./segment-sizes.ts";

/** Where the shop's numbers stand at one instant. Counts of customers leave visitors out. */
export interface Status {
  /** When the last event reached us; null before the first. Events read back by the backfill do not count. */
  lastEventAt: Instant | null;
  customers: number;
  visitors: number;
  /** As of when the worker counted these, where they are too many to count here; null: now. */
  countedAt: Instant | null;
  /** Profiles whose scores are due now, up to a bound, and since when the longest of them waits (null: none waits). */
  due: number;
  isMoreDue: boolean;
  dueSince: Instant | null;
  /** Tags that stand on customers in Shopify. */
  tags: number;
  /** Customers whose tags still have to be written, up to a bound, and those whom Shopify refused. */
  waitingCustomers: number;
  isMoreWaiting: boolean;
  refusedCustomers: number;
}

/** Counting more takes longer than a page may wait. */
const MOST_COUNTED = 50_000;
/** More than so many due or waiting are told as "more than". */
const MOST_WAITING = 10_000;
/** Right after a history is read, all the newest events can be of it: nobody looks further back for a live one. */
const EVENTS_LOOKED_AT = 500;

const STATUS_SQL = `
  SELECT
    (SELECT received_at FROM (
       SELECT raw_event_id, received_at, source FROM raw_event WHERE shop_id = $1
       ORDER BY raw_event_id DESC LIMIT ${EVENTS_LOOKED_AT}) AS latest
     WHERE source <> 'backfill' ORDER BY raw_event_id DESC LIMIT 1) AS "lastEventAt",
    people.*, waiting.*, tags.*
  FROM
    (SELECT count(customer_id) AS customers, count(*) - count(customer_id) AS visitors
     FROM (SELECT customer_id FROM profile WHERE shop_id = $1 LIMIT ${MOST_COUNTED + 1}) AS counted) AS people,
    (SELECT count(DISTINCT profile_id) AS due, min(due_at) AS "dueSince" FROM (
       (SELECT profile_id, due_at FROM profile WHERE shop_id = $1 AND due_at <= $2 ORDER BY due_at LIMIT ${MOST_WAITING + 1})
       UNION ALL (SELECT profile_id, due_range.due_at FROM due_range JOIN profile USING (shop_id)
         WHERE shop_id = $1 AND due_range.due_at <= $2 AND profile_id BETWEEN first_id AND last_id
         LIMIT ${MOST_WAITING + 1})) AS late) AS waiting,
    (SELECT (SELECT coalesce(sum(cardinality(written)), 0) FROM (
         SELECT written FROM tag_state WHERE shop_id = $1 LIMIT ${MOST_COUNTED + 1}) AS counted) AS tags,
       (SELECT count(*) FROM (SELECT FROM tag_state WHERE shop_id = $1 AND write_at IS NOT NULL
          LIMIT ${MOST_WAITING + 1}) AS open) AS "waitingCustomers",
       (SELECT count(*) FROM (SELECT FROM tag_state
          WHERE shop_id = $1 AND (failure IS NOT NULL OR contested <> '{}') AND failure IS NOT NULL
          LIMIT ${MOST_WAITING + 1}) AS refused) AS "refusedCustomers") AS tags`;

export async function readStatus(
  { shopId, now, sums }: { shopId: number; now: Instant; sums?: KeptSums },
  db: Queryable = getPool(),
): Promise<Status> {
  const [{ rows }, kept] = await Promise.all([
    db.query<Omit<Status, "countedAt" | "isMoreDue" | "isMoreWaiting">>(STATUS_SQL, [
      shopId,
      new Date(now),
    ]),
    sums ?? readKeptSums(db, shopId),
  ]);
  const row = rows[0];
  if (!row) throw new Error("An aggregate without GROUP BY always gives a row");
  const status = {
    ...row,
    due: Math.min(row.due, MOST_WAITING),
    isMoreDue: row.due > MOST_WAITING,
    waitingCustomers: Math.min(row.waitingCustomers, MOST_WAITING),
    isMoreWaiting: row.waitingCustomers > MOST_WAITING,
  };
  const isCounted = status.customers + status.visitors <= MOST_COUNTED;
  if (isCounted || kept.shop === null) return { ...status, countedAt: null };
  const tags = [...kept.segments.values()].reduce((sum, { tagWritten }) => sum + tagWritten, 0);
  return { ...status, customers: kept.shop.customers, tags, countedAt: kept.shop.asOf };
}
