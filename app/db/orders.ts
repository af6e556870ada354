import type { BasketFact, OrderFact } from "../pipeline/shared/records.ts";
import type { Queryable } from "./transaction.ts";

interface OrderRow {
  profileId: number;
  orderId: string;
  placedAt: number;
  totalMinor: number;
  cancelledAt: number | null;
  /** [refunded at (epoch milliseconds), amount in minor units] of each refund. */
  refunds: [number, number][] | null;
}

/** Who may be asked for: all of the shop, or some profiles, of which OFFSET 0 keeps one lookup a customer (see roll-up.ts). */
const BUYERS = {
  shop: `customer_order placed JOIN identity buyer
    ON buyer.shop_id = placed.shop_id AND buyer.kind = 'customer' AND buyer.key = placed.customer_id`,
  profiles: `identity buyer CROSS JOIN LATERAL (
    SELECT * FROM customer_order WHERE customer_order.shop_id = $1 AND customer_order.customer_id = buyer.key
    OFFSET 0) AS placed`,
};

// By profile, not by customer: Shopify can make one customer of two, whose orders are then one person's.
const selectOrders = (
  of: keyof typeof BUYERS,
  { columns, joins } = { columns: "", joins: "" },
): string => `
  SELECT ${columns} buyer.profile_id AS "profileId", placed.order_id AS "orderId", placed.placed_at AS "placedAt",
    placed.total_minor AS "totalMinor", placed.cancelled_at AS "cancelledAt",
    (SELECT json_agg(json_build_array((extract(epoch FROM refunded_at) * 1000)::bigint, amount_minor)
       ORDER BY refunded_at, refund_id)
     FROM refund WHERE refund.shop_id = placed.shop_id AND refund.order_id = placed.order_id) AS refunds
  FROM ${BUYERS[of]} ${joins}
  WHERE buyer.shop_id = $1 AND buyer.kind = 'customer' AND placed.shop_id = $1 AND NOT placed.is_test`;

// What was in the orders: read only where it is asked for, since scoring does without.
const BASKETS = {
  columns: `COALESCE(placed.discount_minor, 0) AS "discountMinor", COALESCE(basket.pieces, 0) AS pieces,
    COALESCE(basket.products, '{}') AS products,`,
  joins: `LEFT JOIN LATERAL (SELECT sum(quantity) AS pieces,
      array_agg(DISTINCT product_id COLLATE "C" ORDER BY product_id COLLATE "C")
        FILTER (WHERE product_id IS NOT NULL) AS products
    FROM order_line WHERE order_line.shop_id = placed.shop_id AND order_line.order_id = placed.order_id)
    AS basket ON true`,
};

type BasketRow = OrderRow & Pick<BasketFact, "pieces" | "products" | "discountMinor">;

/** Most orders have none, and a million lists of nothing are worth a fifth of what is kept. */
export const NO_REFUNDS: OrderFact["refunds"] = [];

function groupByProfile<Row extends OrderRow>(rows: Row[]) {
  const byProfile = new Map<number, (Omit<Row, "profileId" | "refunds"> & OrderFact)[]>();
  for (const { profileId, refunds, ...order } of rows) {
    const fact = {
      ...order,
      refunds:
        refunds?.map(([refundedAt, amountMinor]) => ({ refundedAt, amountMinor })) ?? NO_REFUNDS,
    };
    const list = byProfile.get(profileId);
    if (list) list.push(fact);
    else byProfile.set(profileId, [fact]);
  }
  return byProfile;
}

/** The orders of the customers of some profiles, test orders left out. */
export async function loadOrders(
  db: Queryable,
  shopId: number,
  profileIds: number[],
): Promise<Map<number, OrderFact[]>> {
  if (profileIds.length === 0) return new Map();
  const { rows } = await db.query<OrderRow>(
    `${selectOrders("profiles")} AND buyer.profile_id = ANY($2::bigint[])`,
    [shopId, profileIds],
  );
  return groupByProfile(rows);
}

/** The orders of every customer of the shop placed before an instant: what its benchmarks are computed from. */
export async function loadOrdersBefore(
  db: Queryable,
  shopId: number,
  before: number,
): Promise<OrderFact[][]> {
  return [...(await loadProfileOrdersBefore(db, shopId, before)).values()];
}

/** Who is read together: few enough that their rows are nothing against what is kept of all. */
const PROFILES_PER_PAGE = 5000;

/** The same by profile. Rows are read by pages: what the driver makes of a million at once would fill the process. */
export async function loadProfileOrdersBefore(
  db: Queryable,
  shopId: number,
  before: number,
): Promise<Map<number, OrderFact[]>> {
  const all = new Map<number, OrderFact[]>();
  for (let after = 0; ;) {
    const last = await findLastOfPage(db, shopId, after);
    if (last === null) return all;
    const { rows } = await db.query<OrderRow>(
      `${selectOrders("profiles")} AND buyer.profile_id > $2 AND buyer.profile_id <= $3 AND placed.placed_at < $4`,
      [shopId, after, last, new Date(before)],
    );
    for (const [profileId, orders] of groupByProfile(rows)) all.set(profileId, orders);
    after = last;
  }
}

/** The last profile of the next page of profiles that have a customer; null: there is none. */
async function findLastOfPage(
  db: Queryable,
  shopId: number,
  after: number,
): Promise<number | null> {
  const { rows } = await db.query<{ last: number | null }>(
    `SELECT max(profile_id) AS last FROM (
       SELECT profile_id FROM identity WHERE shop_id = $1 AND kind = 'customer' AND profile_id > $2
       ORDER BY profile_id LIMIT $3) AS page`,
    [shopId, after, PROFILES_PER_PAGE],
  );
  return rows[0]?.last ?? null;
}

/** The orders of the customers of some profiles with what was in them, test orders left out. */
export async function loadBaskets(
  db: Queryable,
  shopId: number,
  profileIds: number[],
): Promise<Map<number, BasketFact[]>> {
  if (profileIds.length === 0) return new Map();
  const { rows } = await db.query<BasketRow>(
    `${selectOrders("profiles", BASKETS)} AND buyer.profile_id = ANY($2::bigint[])`,
    [shopId, profileIds],
  );
  return groupByProfile(rows);
}

/** The same by profile, for orders placed before an instant, of every profile or of every so-manyth. */
export async function loadBasketsBefore(
  db: Queryable,
  shopId: number,
  before: number,
  everyNth = 1,
): Promise<Map<number, BasketFact[]>> {
  const { rows } = await db.query<BasketRow>(
    `${selectOrders("shop", BASKETS)} AND placed.placed_at < $2 AND buyer.profile_id % $3 = 0`,
    [shopId, new Date(before), everyNth],
  );
  return groupByProfile(rows);
}

/** How many customers of the shop have ordered. */
export async function countBuyers(db: Queryable, shopId: number): Promise<number> {
  const { rows } = await db.query<{ buyers: number }>(
    `SELECT count(DISTINCT customer_id)::int AS buyers FROM customer_order
     WHERE shop_id = $1 AND customer_id IS NOT NULL AND NOT is_test`,
    [shopId],
  );
  return rows[0]?.buyers ?? 0;
}

/** When some customers placed their earliest order; those without one are left out. */
export async function findEarliestOrders(
  db: Queryable,
  shopId: number,
  customerIds: string[],
): Promise<Map<string, number>> {
  if (customerIds.length === 0) return new Map();
  const { rows } = await db.query<{ customerId: string; placedAt: number }>(
    `SELECT customer_id AS "customerId", min(placed_at) AS "placedAt" FROM customer_order
     WHERE shop_id = $1 AND customer_id = ANY($2::text[]) GROUP BY customer_id`,
    [shopId, customerIds],
  );
  return new Map(rows.map((row) => [row.customerId, row.placedAt]));
}

/** Who placed an order; null: a guest, or no such order. */
export async function findCustomerOfOrder(
  db: Queryable,
  shopId: number,
  orderId: string,
): Promise<string | null> {
  const { rows } = await db.query<{ customerId: string | null }>(
    `SELECT customer_id AS "customerId" FROM customer_order WHERE shop_id = $1 AND order_id = $2`,
    [shopId, orderId],
  );
  return rows[0]?.customerId ?? null;
}
