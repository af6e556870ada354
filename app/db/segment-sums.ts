import { acrossShops } from "./shop-scope.ts";
import type { Queryable } from "./transaction.ts";

/** What a shop came to when its segments were last counted. Money in minor units. */
export interface ShopSums {
  asOf: number;
  /** Of the calendar days whose entries and exits are kept. */
  timezone: string;
  customers: number;
  memberships: number;
  revenue30: number;
  revenue90: number;
}

/** What a segment's members came to at that instant. */
export interface SegmentSums {
  segmentId: number;
  customers: number;
  visitors: number;
  revenue30: number;
  revenue90: number;
  tagWanted: number;
  tagWritten: number;
  tagRefused: number;
}

export async function loadShopSums(db: Queryable, shopId: number): Promise<ShopSums | null> {
  const { rows } = await db.query<ShopSums>(
    `SELECT as_of AS "asOf", timezone, customers, memberships, revenue_30 AS "revenue30", revenue_90 AS "revenue90"
     FROM shop_sum WHERE shop_id = $1`,
    [shopId],
  );
  return rows[0] ?? null;
}

export async function loadSegmentSums(db: Queryable, shopId: number): Promise<SegmentSums[]> {
  const { rows } = await db.query<SegmentSums>(
    `SELECT segment_id AS "segmentId", customers, visitors, revenue_30 AS "revenue30", revenue_90 AS "revenue90",
       tag_wanted AS "tagWanted", tag_written AS "tagWritten", tag_refused AS "tagRefused"
     FROM segment_sum WHERE shop_id = $1`,
    [shopId],
  );
  return rows;
}

/**
 * Ready shops that were never counted, whose time has come, or whose definitions have changed since. A definition's
 * coming into force is dated before it can be seen: a count of the same minute may have missed it.
 */
export async function findShopsToCount(db: Queryable, now: number): Promise<number[]> {
  const { rows } = await acrossShops(db).query<{ shopId: number }>(
    `SELECT shop_id AS "shopId" FROM shop LEFT JOIN shop_sum USING (shop_id)
     WHERE status = 'installed' AND ready_at IS NOT NULL AND (next_at IS NULL OR next_at <= $1
       OR EXISTS (SELECT FROM segment_version published
         WHERE published.shop_id = shop.shop_id AND in_force_at > as_of - interval '1 minute'))
     ORDER BY next_at NULLS FIRST, shop_id`,
    [new Date(now)],
  );
  return rows.map(({ shopId }) => shopId);
}

/** Puts new sums in the place of the last ones. The caller holds the shop and its segments still. */
export async function saveSums(
  db: Queryable,
  shopId: number,
  sums: { shop: ShopSums; segments: readonly SegmentSums[]; nextAt: number },
): Promise<void> {
  const { shop, segments, nextAt } = sums;
  await db.query(
    `INSERT INTO shop_sum (shop_id, as_of, next_at, timezone, customers, memberships, revenue_30, revenue_90)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (shop_id) DO UPDATE SET as_of = $2, next_at = $3, timezone = $4, customers = $5, memberships = $6,
       revenue_30 = $7, revenue_90 = $8`,
    [
      ...[shopId, new Date(shop.asOf), new Date(nextAt), shop.timezone],
      ...[shop.customers, shop.memberships, shop.revenue30, shop.revenue90],
    ],
  );
  await db.query("DELETE FROM segment_sum WHERE shop_id = $1", [shopId]);
  await db.query(
    `INSERT INTO segment_sum (shop_id, segment_id, customers, visitors, revenue_30, revenue_90,
       tag_wanted, tag_written, tag_refused)
     SELECT $1, counted.* FROM unnest($2::int[], $3::int[], $4::int[], $5::bigint[], $6::bigint[], $7::int[], $8::int[],
       $9::int[]) AS counted(segment_id, customers, visitors, revenue_30, revenue_90, wanted, written, refused)
     JOIN segment ON segment.shop_id = $1 AND segment.segment_id = counted.segment_id`,
    [
      shopId,
      ...(
        [
          ...(["segmentId", "customers", "visitors", "revenue30", "revenue90"] as const),
          ...(["tagWanted", "tagWritten", "tagRefused"] as const),
        ] as const
      ).map((field) => segments.map((one) => one[field])),
    ],
  );
}
