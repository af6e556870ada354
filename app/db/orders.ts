import type { OrderFact } from "../pipeline/shared/records.ts";
import type { Queryable } from "./transaction.ts";

interface OrderRow {
  customerId: string;
  orderId: string;
  placedAt: number;
  totalMinor: number;
  cancelledAt: number | null;
  /** [refunded at (epoch milliseconds), amount in minor units] of each refund. */
  refunds: [number, number][] | null;
}

const SELECT_ORDERS = `
  SELECT placed.customer_id AS "customerId", placed.order_id AS "orderId", placed.placed_at AS "placedAt",
    placed.total_minor AS "totalMinor", placed.cancelled_at AS "cancelledAt",
    (SELECT json_agg(json_build_array((extract(epoch FROM refunded_at) * 1000)::bigint, amount_minor)
       ORDER BY refunded_at, refund_id)
     FROM refund WHERE refund.shop_id = placed.shop_id AND refund.order_id = placed.order_id) AS refunds
  FROM customer_order placed
  WHERE placed.shop_id = $1 AND NOT placed.is_test AND placed.customer_id IS NOT NULL`;

function groupByCustomer(rows: OrderRow[]): Map<string, OrderFact[]> {
  const byCustomer = new Map<string, OrderFact[]>();
  for (const { customerId, refunds, ...order } of rows) {
    const fact = {
      ...order,
      refunds: (refunds ?? []).map(([refundedAt, amountMinor]) => ({ refundedAt, amountMinor })),
    };
    const list = byCustomer.get(customerId);
    if (list) list.push(fact);
    else byCustomer.set(customerId, [fact]);
  }
  return byCustomer;
}

/** The orders of some customers, test orders left out. */
export async function loadOrders(
  db: Queryable,
  shopId: number,
  customerIds: string[],
): Promise<Map<string, OrderFact[]>> {
  if (customerIds.length === 0) return new Map();
  const { rows } = await db.query<OrderRow>(
    `${SELECT_ORDERS} AND placed.customer_id = ANY($2::text[])`,
    [shopId, customerIds],
  );
  return groupByCustomer(rows);
}

/** The orders of every customer of the shop placed before an instant: what its benchmarks are computed from. */
export async function loadOrdersBefore(
  db: Queryable,
  shopId: number,
  before: number,
): Promise<OrderFact[][]> {
  const { rows } = await db.query<OrderRow>(`${SELECT_ORDERS} AND placed.placed_at < $2`, [
    shopId,
    new Date(before),
  ]);
  return [...groupByCustomer(rows).values()];
}
