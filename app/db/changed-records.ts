import type { OrderRecord, RefundRecord } from "../pipeline/shared/records.ts";
import type { Queryable } from "./transaction.ts";

/** Of some orders those that are new, or told otherwise than stored in anything that money is counted by. */
export async function findChangedOrders(
  db: Queryable,
  shopId: number,
  orders: OrderRecord[],
): Promise<OrderRecord[]> {
  if (orders.length === 0) return [];
  const { rows } = await db.query<
    Pick<
      OrderRecord,
      "orderId" | "customerId" | "placedAt" | "totalMinor" | "cancelledAt" | "isTest"
    >
  >(
    `SELECT order_id AS "orderId", customer_id AS "customerId", placed_at AS "placedAt",
       total_minor AS "totalMinor", cancelled_at AS "cancelledAt", is_test AS "isTest"
     FROM customer_order WHERE shop_id = $1 AND order_id = ANY($2::text[])`,
    [shopId, orders.map((order) => order.orderId)],
  );
  const stored = new Map(rows.map((row) => [row.orderId, row]));
  return orders.filter((order) => {
    const known = stored.get(order.orderId);
    return (
      known?.customerId !== order.customerId ||
      known.placedAt !== order.placedAt ||
      known.totalMinor !== order.totalMinor ||
      known.cancelledAt !== order.cancelledAt ||
      known.isTest !== order.isTest
    );
  });
}

/** Of some refunds those that are new, or told with another amount. */
export async function findChangedRefunds(
  db: Queryable,
  shopId: number,
  refunds: RefundRecord[],
): Promise<RefundRecord[]> {
  if (refunds.length === 0) return [];
  const { rows } = await db.query<{ refundId: string; amountMinor: number }>(
    `SELECT refund_id AS "refundId", amount_minor AS "amountMinor" FROM refund
     WHERE shop_id = $1 AND refund_id = ANY($2::text[])`,
    [shopId, refunds.map((refund) => refund.refundId)],
  );
  const stored = new Map(rows.map((row) => [row.refundId, row.amountMinor]));
  return refunds.filter((refund) => stored.get(refund.refundId) !== refund.amountMinor);
}
