import { DAY_MS } from "../pipeline/shared/time.ts";
import type { SegmentSums, ShopSums } from "./segment-sums.ts";
import type { Queryable } from "./transaction.ts";

/** Members of every segment that has any: customers, and visitors who are not known by name. */
export async function countMembers(
  db: Queryable,
  shopId: number,
): Promise<Pick<SegmentSums, "segmentId" | "customers" | "visitors">[]> {
  const { rows } = await db.query<Pick<SegmentSums, "segmentId" | "customers" | "visitors">>(
    `SELECT segment_id AS "segmentId", count(*) FILTER (WHERE customer_id IS NOT NULL) AS customers,
       count(*) FILTER (WHERE customer_id IS NULL) AS visitors
     FROM segment_membership JOIN profile USING (shop_id, profile_id) WHERE shop_id = $1 GROUP BY 1`,
    [shopId],
  );
  return rows;
}

export async function countCustomers(db: Queryable, shopId: number): Promise<number> {
  const { rows } = await db.query<{ customers: number }>(
    "SELECT count(*) AS customers FROM profile WHERE shop_id = $1 AND customer_id IS NOT NULL",
    [shopId],
  );
  return rows[0]?.customers ?? 0;
}

type Revenue = Pick<SegmentSums, "revenue30" | "revenue90">;

/**
 * Net revenue of the orders of the last 30 and 90 times 24 hours, what was refunded by now taken off: of the members of
 * every segment, and of the whole shop with its guests. Orders are a person's, not a customer's: see db/orders.ts.
 */
export async function sumRevenue(
  db: Queryable,
  shopId: number,
  now: number,
): Promise<{ shop: Revenue; segments: Map<number, Revenue> }> {
  const { rows } = await db.query<Revenue & { segmentId: number | null }>(
    `WITH sale AS (
       SELECT customer_id, placed_at > $3 AS is_recent, total_minor - COALESCE((SELECT sum(amount_minor) FROM refund
         WHERE refund.shop_id = $1 AND refund.order_id = placed.order_id AND refunded_at <= $2), 0) AS net
       FROM customer_order placed
       WHERE shop_id = $1 AND NOT is_test AND placed_at > $4 AND placed_at <= $2
         AND (cancelled_at IS NULL OR cancelled_at > $2)),
     bought AS MATERIALIZED (
       SELECT buyer.profile_id, COALESCE(sum(net) FILTER (WHERE is_recent), 0) AS recent, sum(net) AS net
       FROM sale LEFT JOIN identity buyer
         ON buyer.shop_id = $1 AND buyer.kind = 'customer' AND buyer.key = sale.customer_id
       GROUP BY 1)
     SELECT NULL AS "segmentId", COALESCE(sum(recent), 0)::bigint AS "revenue30", COALESCE(sum(net), 0)::bigint AS "revenue90"
     FROM bought
     UNION ALL
     SELECT segment_id, sum(recent)::bigint, sum(net)::bigint
     FROM bought JOIN segment_membership member ON member.shop_id = $1 AND member.profile_id = bought.profile_id
     GROUP BY segment_id`,
    [shopId, new Date(now), new Date(now - 30 * DAY_MS), new Date(now - 90 * DAY_MS)],
  );
  const segments = new Map<number, Revenue>();
  let shop: Pick<ShopSums, "revenue30" | "revenue90"> = { revenue30: 0, revenue90: 0 };
  for (const { segmentId, ...revenue } of rows) {
    if (segmentId === null) shop = revenue;
    else segments.set(segmentId, revenue);
  }
  return { shop, segments };
}

type TagCount = Pick<SegmentSums, "tagWanted" | "tagWritten" | "tagRefused">;

/** How far Shopify has the tags of segments; of one tag, or of all. */
export async function countTags(
  db: Queryable,
  shopId: number,
  tag: string | null = null,
): Promise<Map<string, TagCount>> {
  const { rows } = await db.query<TagCount & { tag: string }>(
    `SELECT tag, count(*) AS "tagWanted", count(*) FILTER (WHERE tag = ANY(written)) AS "tagWritten",
       count(*) FILTER (WHERE tag <> ALL(written) AND (failure IS NOT NULL OR tag = ANY(contested))) AS "tagRefused"
     FROM tag_state, unnest(desired) AS tag
     WHERE shop_id = $1 AND ($2::text IS NULL OR ($2 = ANY(desired) AND tag = $2)) GROUP BY 1`,
    [shopId, tag],
  );
  return new Map(rows.map(({ tag: name, ...count }) => [name, count]));
}
