import type { Queryable } from "../db/transaction.ts";

export interface ShopTotals {
  customers: number;
  /** Of known customers, test orders left out. */
  orders: number;
  /** Kept, and part of no profile. */
  guestOrders: number;
  /** Occurrences of behavior in the roll-up. */
  events: number;
  profiles: number;
  scored: number;
  tagsWritten: number;
  /** Raw events that could not be read; they are kept with the reason. */
  unreadableEvents: number;
  segments: { handle: string; members: number }[];
}

/** What a shop amounts to, in the figures that a run reports. */
export async function readShopTotals(db: Queryable, shopId: number): Promise<ShopTotals> {
  const { rows } = await db.query<Omit<ShopTotals, "segments">>(
    `SELECT (SELECT count(*) FROM customer WHERE shop_id = $1 AND deleted_at IS NULL) AS customers,
       (SELECT count(*) FROM customer_order WHERE shop_id = $1 AND customer_id IS NOT NULL AND NOT is_test) AS orders,
       (SELECT count(*) FROM customer_order WHERE shop_id = $1 AND customer_id IS NULL) AS "guestOrders",
       (SELECT COALESCE(sum(count), 0) FROM signal_slot WHERE shop_id = $1)::bigint AS events,
       (SELECT count(*) FROM profile WHERE shop_id = $1) AS profiles,
       (SELECT count(*) FROM profile WHERE shop_id = $1 AND scored_at IS NOT NULL) AS scored,
       (SELECT COALESCE(sum(cardinality(added) + cardinality(removed)), 0) FROM tag_write WHERE shop_id = $1)::bigint
         AS "tagsWritten",
       (SELECT count(*) FROM raw_event WHERE shop_id = $1 AND error IS NOT NULL) AS "unreadableEvents"`,
    [shopId],
  );
  const totals = rows[0];
  if (!totals) throw new Error(`There is no shop ${shopId}`);
  const { rows: segments } = await db.query<{ handle: string; members: number }>(
    `SELECT handle, (SELECT count(*) FROM segment_membership member
       WHERE member.shop_id = $1 AND member.segment_id = segment.segment_id) AS members
     FROM segment WHERE shop_id = $1 ORDER BY segment_id`,
    [shopId],
  );
  return { ...totals, segments };
}
