import { countCustomers, countMembers } from "../db/count-segments.ts";
import {
  loadSegmentSums,
  loadShopSums,
  type SegmentSums,
  type ShopSums,
} from "../db/segment-sums.ts";
import type { Queryable } from "../db/transaction.ts";

/**
 * More memberships than these are not counted while a page waits. A hundred thousand take about 60 ms; beyond, what the
 * worker counted last is told with who came and went since.
 */
const MOST_COUNTED = 50_000;

/** What was counted last of a shop, as pages need it. null, and nothing of any segment: nothing was counted yet. */
export interface KeptSums {
  shop: ShopSums | null;
  segments: ReadonlyMap<number, SegmentSums>;
  /** Whether figures are so many that they are taken from the last count. */
  isLarge: boolean;
}

export async function readKeptSums(db: Queryable, shopId: number): Promise<KeptSums> {
  const [shop, rows] = await Promise.all([loadShopSums(db, shopId), loadSegmentSums(db, shopId)]);
  return {
    shop,
    segments: new Map(rows.map((row) => [row.segmentId, row])),
    isLarge: shop !== null && Math.max(shop.memberships, shop.customers) > MOST_COUNTED,
  };
}

export interface SegmentSize {
  /** Customers in it. */
  size: number;
  visitors: number;
}

/** The sizes of all segments now; one that nobody is in can be missing. */
export async function readSegmentSizes(
  db: Queryable,
  shopId: number,
  { shop, segments, isLarge }: KeptSums,
): Promise<Map<number, SegmentSize>> {
  if (shop === null || !isLarge) {
    const counted = await countMembers(db, shopId);
    return new Map(
      counted.map(({ segmentId, customers, visitors }) => [
        segmentId,
        { size: customers, visitors },
      ]),
    );
  }
  const sizes = new Map(
    [...segments].map(([id, { customers, visitors }]) => [id, { size: customers, visitors }]),
  );
  for (const { segmentId, customers, visitors } of await readFlowSince(db, shopId, shop.asOf)) {
    const before = sizes.get(segmentId) ?? { size: 0, visitors: 0 };
    // A visitor who became a customer came in as the one and leaves as the other, until all are counted anew.
    sizes.set(segmentId, {
      size: Math.max(0, before.size + customers),
      visitors: Math.max(0, before.visitors + visitors),
    });
  }
  return sizes;
}

/** The shop's customers, by the last count where they are many. */
export const readCustomerCount = async (
  db: Queryable,
  shopId: number,
  { shop, isLarge }: KeptSums,
): Promise<number> =>
  shop !== null && isLarge ? shop.customers : await countCustomers(db, shopId);

async function readFlowSince(
  db: Queryable,
  shopId: number,
  since: number,
): Promise<{ segmentId: number; customers: number; visitors: number }[]> {
  const { rows } = await db.query<{ segmentId: number; customers: number; visitors: number }>(
    `SELECT segment_id AS "segmentId", sum(step) FILTER (WHERE customer_id IS NOT NULL)::int AS customers,
       sum(step) FILTER (WHERE customer_id IS NULL)::int AS visitors
     FROM (SELECT segment_id, customer_id, CASE WHEN entered THEN 1 ELSE -1 END AS step
       FROM membership_change WHERE shop_id = $1 AND at > $2) AS change
     GROUP BY 1`,
    [shopId, new Date(since)],
  );
  return rows.map((row) => ({
    segmentId: row.segmentId,
    customers: row.customers ?? 0,
    visitors: row.visitors ?? 0,
  }));
}
