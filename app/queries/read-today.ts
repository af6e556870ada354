import { getPool } from "../db/pool.server.ts";
import type { Queryable } from "../db/transaction.ts";
import { MINUTE_MS, type Instant } from "../pipeline/shared/time.ts";

/** A figure of the shop's calendar day so far, and of the day before up to the same time. */
export interface TodayFigure {
  today: number;
  yesterday: number;
}

export interface Today {
  orders: TodayFigure;
  /** Of these orders, in minor units; what was refunded is not taken off. */
  revenue: TodayFigure;
  /** What sources brought and was taken, in events. */
  events: TodayFigure;
}

interface Row {
  orders: number;
  ordersBefore: number;
  revenue: number;
  revenueBefore: number;
  events: number;
  eventsBefore: number;
}

/** Orders and events of today in the shop's time zone, against yesterday by this time. Two days of rows are read. */
export async function readToday(
  { shopId, now, timezone }: { shopId: number; now: Instant; timezone: string },
  db: Queryable = getPool(),
): Promise<Today> {
  const { rows } = await db.query<Row>(
    `WITH day AS MATERIALIZED (
       SELECT date_trunc('day', $2::timestamptz AT TIME ZONE $3) AT TIME ZONE $3 AS today,
         (date_trunc('day', $2::timestamptz AT TIME ZONE $3) - interval '1 day') AT TIME ZONE $3 AS yesterday,
         ($2::timestamptz AT TIME ZONE $3 - interval '1 day') AT TIME ZONE $3 AS by_this_time)
     SELECT sale.*, came.* FROM day,
     LATERAL (SELECT count(*) FILTER (WHERE placed_at >= day.today) AS orders,
         count(*) FILTER (WHERE placed_at <= by_this_time) AS "ordersBefore",
         coalesce(sum(total_minor) FILTER (WHERE placed_at >= day.today), 0)::bigint AS revenue,
         coalesce(sum(total_minor) FILTER (WHERE placed_at <= by_this_time), 0)::bigint AS "revenueBefore"
       FROM customer_order
       WHERE shop_id = $1 AND NOT is_test AND cancelled_at IS NULL AND placed_at >= yesterday AND placed_at <= $2) AS sale,
     LATERAL (SELECT coalesce(sum(count) FILTER (WHERE at >= day.today), 0)::bigint AS events,
         coalesce(sum(count) FILTER (WHERE at <= by_this_time), 0)::bigint AS "eventsBefore"
       FROM (SELECT count, to_timestamp(minute * 60::bigint) AS at FROM intake_minute
         WHERE shop_id = $1 AND source IN ('webhook', 'proxy', 'pixel', 'api', 'klaviyo') AND outcome = 'accepted'
           AND minute >= $4) AS heard
       WHERE at >= yesterday) AS came`,
    [shopId, new Date(now), timezone, Math.floor(now / MINUTE_MS) - TWO_DAYS_OF_MINUTES],
  );
  const row = rows[0];
  if (!row) throw new Error("An aggregate without GROUP BY always gives a row");
  return {
    orders: { today: row.orders, yesterday: row.ordersBefore },
    revenue: { today: row.revenue, yesterday: row.revenueBefore },
    events: { today: row.events, yesterday: row.eventsBefore },
  };
}

/** The longest that yesterday's first minute is ago: two days, and the hour that clocks are set back by. */
const TWO_DAYS_OF_MINUTES = 49 * 60;
