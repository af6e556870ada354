import type { OrderFact } from "../pipeline/shared/records.ts";
import { addToList } from "./add-to-list.ts";
import { identitiesOf } from "./identities-of.ts";
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

/**
 * A statement's begin: orders of the shop's customers, test orders left out, by profile. Not by customer: Shopify can make
 * one customer of two, whose orders are then one person's. OFFSET 0 keeps one lookup a customer (see roll-up.ts).
 * @param columns of `buyer`, an identity, and of `placed`, an order
 * @param buyers identities by the name of `buyer`, in the place of a table
 */
const selectPlaced = (columns: string, buyers: string): string => `
  SELECT ${columns}
  FROM ${buyers} CROSS JOIN LATERAL (
    SELECT * FROM customer_order
    WHERE customer_order.shop_id = $1 AND customer_order.customer_id = buyer.key OFFSET 0) AS placed
  WHERE buyer.shop_id = $1 AND buyer.kind = 'customer' AND NOT placed.is_test`;

/** What every one who asks for orders is told. */
export const ORDER_COLUMNS = `buyer.profile_id AS "profileId", placed.order_id AS "orderId", placed.placed_at AS "placedAt",
    placed.total_minor AS "totalMinor", placed.cancelled_at AS "cancelledAt"`;

/** The same of the customers of the profiles in $2. */
export const selectPlacedBy = (columns: string): string =>
  selectPlaced(columns, identitiesOf("buyer"));

const WITH_REFUNDS = `${ORDER_COLUMNS},
    (SELECT json_agg(json_build_array((extract(epoch FROM refunded_at) * 1000)::bigint, amount_minor)
       ORDER BY refunded_at, refund_id)
     FROM refund WHERE refund.shop_id = $1 AND refund.order_id = placed.order_id) AS refunds`;

/** Most orders have none, and a million lists of nothing are worth a fifth of what is kept. */
export const NO_REFUNDS: OrderFact["refunds"] = [];

function groupByProfile(rows: OrderRow[]): Map<number, OrderFact[]> {
  const byProfile = new Map<number, OrderFact[]>();
  for (const { profileId, refunds, ...order } of rows) {
    const told = refunds?.map(([refundedAt, amountMinor]) => ({ refundedAt, amountMinor }));
    addToList(byProfile, profileId, { ...order, refunds: told ?? NO_REFUNDS });
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
  const { rows } = await db.query<OrderRow>(selectPlacedBy(WITH_REFUNDS), [shopId, profileIds]);
  return groupByProfile(rows);
}

/** Who is read together: few enough that their rows are nothing against what is kept of all. */
const PROFILES_PER_PAGE = 5000;

/**
 * The orders of every customer of the shop placed before an instant, page by page, each customer in one of them. Those of
 * a large shop fill a process: whoever reads them keeps of a page what is needed, and lets it go.
 */
export async function* readOrdersBefore(
  db: Queryable,
  shopId: number,
  before: number,
): AsyncGenerator<Map<number, OrderFact[]>> {
  for (let after = 0; ;) {
    const last = await findLastOfPage(db, shopId, after);
    if (last === null) return;
    const { rows } = await db.query<OrderRow>(
      `${selectPlaced(WITH_REFUNDS, "identity AS buyer")}
       AND buyer.profile_id > $2 AND buyer.profile_id <= $3 AND placed.placed_at < $4`,
      [shopId, after, last, new Date(before)],
    );
    yield groupByProfile(rows);
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
