import { getPool } from "../db/pool.server.ts";
import type { Queryable } from "../db/transaction.ts";
import type { Instant } from "../pipeline/shared/time.ts";

export interface OrderItem {
  orderId: string;
  placedAt: Instant;
  currency: string;
  totalMinor: number;
  refundedMinor: number;
  cancelledAt: Instant | null;
  isTest: boolean;
}

export interface CustomerOrders {
  /** All orders, whatever became of them. */
  count: number;
  /** The newest ones, newest first. */
  recent: OrderItem[];
}

const RECENT_LIMIT = 10;

export async function readCustomerOrders(
  { shopId, customerId }: { shopId: number; customerId: string },
  db: Queryable = getPool(),
): Promise<CustomerOrders> {
  const { rows } = await db.query<OrderItem & { count: number }>(
    `SELECT order_id AS "orderId", placed_at AS "placedAt", currency, total_minor AS "totalMinor",
       cancelled_at AS "cancelledAt", is_test AS "isTest", count(*) OVER () AS count,
       (SELECT coalesce(sum(amount_minor), 0)::bigint FROM refund
        WHERE shop_id = $1 AND refund.order_id = customer_order.order_id) AS "refundedMinor"
     FROM customer_order WHERE shop_id = $1 AND customer_id IN (
       SELECT other.key FROM identity own JOIN identity other USING (shop_id, profile_id)
       WHERE own.shop_id = $1 AND own.kind = 'customer' AND own.key = $2 AND other.kind = 'customer')
     ORDER BY placed_at DESC, order_id DESC LIMIT $3`,
    [shopId, customerId, RECENT_LIMIT],
  );
  return { count: rows[0]?.count ?? 0, recent: rows.map(({ count: _count, ...order }) => order) };
}
