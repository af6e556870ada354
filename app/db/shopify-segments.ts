import type { Queryable } from "./transaction.ts";

/** A segment that was made in Shopify for one of ours. */
export interface ShopifySegmentRow {
  segmentId: number;
  /** Shopify's global id. */
  shopifyId: string;
  /** As it was made or last changed by us. */
  query: string;
}

export async function saveShopifySegment(
  db: Queryable,
  shopId: number,
  made: ShopifySegmentRow & { now: number },
): Promise<void> {
  await db.query(
    `INSERT INTO shopify_segment (shop_id, segment_id, shopify_id, query, made_at)
     VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (shop_id, segment_id) DO UPDATE SET shopify_id = $3, query = $4, made_at = $5`,
    [shopId, made.segmentId, made.shopifyId, made.query, new Date(made.now)],
  );
}

export async function loadShopifySegments(
  db: Queryable,
  shopId: number,
): Promise<ShopifySegmentRow[]> {
  const { rows } = await db.query<ShopifySegmentRow>(
    `SELECT segment_id AS "segmentId", shopify_id AS "shopifyId", query
     FROM shopify_segment WHERE shop_id = $1 ORDER BY segment_id`,
    [shopId],
  );
  return rows;
}
