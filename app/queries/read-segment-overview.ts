import { getPool } from "../db/pool.server.ts";
import type { Queryable } from "../db/transaction.ts";
import type { Instant } from "../pipeline/shared/time.ts";
import {
  STATE_COLUMNS,
  STATE_JOIN,
  stateOf,
  type SegmentState,
  type StateColumns,
} from "./segment-state.ts";
import { readDailyFlow, sizesByDay } from "./read-daily-flow.ts";

export interface SegmentOverview {
  handle: string;
  name: string;
  description: string;
  /** As customers carry it, prefix included; null: it writes none. */
  tag: string | null;
  state: SegmentState;
  /** Customers in it. Visitors can be members too, but carry no tag. */
  size: number;
  visitors: number;
  /** Size at the end of each of the last days in the shop's time zone, oldest first, today's as of now. */
  trend: number[];
}

/** Every segment of the shop, with its sizes over the last so many days. */
export async function readSegmentOverview(
  input: { shopId: number; now: Instant; timezone: string; days: number },
  db: Queryable = getPool(),
): Promise<SegmentOverview[]> {
  const [sizes, flow] = await Promise.all([readSizes(input.shopId, db), readDailyFlow(input, db)]);
  return sizes.map(({ segmentId, ...segment }) => ({
    ...segment,
    trend: sizesByDay(segment.size, flow.get(segmentId) ?? []),
  }));
}

type SegmentSize = Omit<SegmentOverview, "trend"> & { segmentId: number };
type SizeRow = Omit<SegmentSize, "state"> & StateColumns;

async function readSizes(shopId: number, db: Queryable): Promise<SegmentSize[]> {
  const { rows } = await db.query<SizeRow>(
    `SELECT segment.segment_id AS "segmentId", handle, name, description, tag_prefix || tag AS tag,
       coalesce(members.customers, 0) AS size, coalesce(members.visitors, 0) AS visitors, ${STATE_COLUMNS}
     FROM segment JOIN shop USING (shop_id) ${STATE_JOIN} LEFT JOIN (
       SELECT segment_id, count(*) FILTER (WHERE customer_id IS NOT NULL) AS customers,
         count(*) FILTER (WHERE customer_id IS NULL) AS visitors
       FROM segment_membership JOIN profile USING (shop_id, profile_id)
       WHERE shop_id = $1 GROUP BY segment_id) AS members ON members.segment_id = segment.segment_id
     WHERE segment.shop_id = $1 ORDER BY segment.segment_id`,
    [shopId],
  );
  return rows.map(({ isFirst, buildDone, buildTotal, buildStartedAt, ...segment }) => ({
    ...segment,
    state: stateOf({ isFirst, buildDone, buildTotal, buildStartedAt }),
  }));
}
