import type { Signal } from "../../pipeline/shared/signals.ts";
import type { Queryable } from "../transaction.ts";
import { countedOrders } from "./counted-orders.ts";
import type { ChannelEngagement, EngagementChannel } from "./insight-values.ts";

/**
 * What each channel brought over a span of UTC days: the answers of customers, and the orders that followed within
 * seven days. An order may follow answers of several channels, and then counts with each.
 * @param asked.days how many, the last of them the eighth before `toDay`
 */
export async function countEngagement(
  db: Queryable,
  shopId: number,
  asked: {
    /** The UTC day whose first instant everything lies before. */
    toDay: number;
    days: number;
    signals: readonly { signal: Signal; channel: EngagementChannel; isVisit: boolean }[];
  },
): Promise<ChannelEngagement[]> {
  const { rows } = await db.query<ChannelEngagement>(
    `WITH answer AS MATERIALIZED (
       SELECT channel, profile_id, slot / 96 AS day, min(first_at) AS at, sum(count) FILTER (WHERE is_visit) AS visits
       FROM signal_slot JOIN identity USING (shop_id, identity_id) JOIN profile USING (shop_id, profile_id)
       JOIN unnest($4::text[], $5::text[], $6::bool[]) AS told(signal, channel, is_visit) USING (signal)
       WHERE shop_id = $1 AND slot >= ($2::int - 7 - $3::int) * 96 AND slot < ($2::int - 7) * 96
         AND customer_id IS NOT NULL
         AND slot >= COALESCE(counts_from, slot) AND slot < COALESCE(counts_until, slot + 1)
       GROUP BY 1, 2, 3),
     placed AS (${countedOrders({
       after: "to_timestamp(($2::int - 7 - $3::int) * 86400::float8)",
       until: "to_timestamp($2::int * 86400::float8)",
     })}),
     followed AS (
       SELECT channel, profile_id, day, order_id, net_minor FROM answer JOIN placed USING (profile_id)
       WHERE placed_at > at AND placed_at <= at + interval '7 days'),
     once AS (SELECT DISTINCT channel, order_id, net_minor FROM followed),
     sales AS (SELECT channel, count(*) AS orders, sum(net_minor) AS revenue FROM once GROUP BY 1),
     answered AS (SELECT channel, count(DISTINCT profile_id) AS customers,
       count(DISTINCT (profile_id, day)) AS answers FROM followed GROUP BY 1)
     SELECT channel, COALESCE(sum(answer.visits), 0)::bigint AS visits, count(*) AS answers,
       COALESCE(max(answered.answers), 0) AS "answersWithOrder", count(DISTINCT profile_id) AS customers,
       COALESCE(max(answered.customers), 0) AS "customersWithOrder", COALESCE(max(orders), 0) AS orders,
       COALESCE(max(revenue), 0)::bigint AS "revenueMinor"
     FROM answer LEFT JOIN answered USING (channel) LEFT JOIN sales USING (channel)
     GROUP BY 1 ORDER BY 1`,
    [
      shopId,
      asked.toDay,
      asked.days,
      asked.signals.map(({ signal }) => signal),
      asked.signals.map(({ channel }) => channel),
      asked.signals.map(({ isVisit }) => isVisit),
    ],
  );
  return rows;
}
