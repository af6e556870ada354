import type { OrderRecord, RefundRecord } from "../pipeline/shared/records.ts";
import type { Queryable } from "./transaction.ts";

/** Orders as they are stored, by id; what is not is left out. */
export async function loadOrderRecords(
  db: Queryable,
  shopId: number,
  orderIds: string[],
): Promise<Map<string, OrderRecord>> {
  if (orderIds.length === 0) return new Map();
  const { rows } = await db.query<OrderRecord>(
    `SELECT order_id AS "orderId", customer_id AS "customerId", placed_at AS "placedAt", currency,
       total_minor AS "totalMinor", cancelled_at AS "cancelledAt", is_test AS "isTest", channel,
       subtotal_minor AS "subtotalMinor", discount_minor AS "discountMinor", used_code AS "usedCode",
       source_updated_at AS "sourceUpdatedAt"
     FROM customer_order WHERE shop_id = $1 AND order_id = ANY($2::text[])`,
    [shopId, orderIds],
  );
  return new Map(rows.map((row) => [row.orderId, row]));
}

/** Refunds as they are stored, by id; what is not is left out. */
export async function loadRefundRecords(
  db: Queryable,
  shopId: number,
  refundIds: string[],
): Promise<Map<string, RefundRecord>> {
  if (refundIds.length === 0) return new Map();
  const { rows } = await db.query<RefundRecord>(
    `SELECT refund_id AS "refundId", order_id AS "orderId", amount_minor AS "amountMinor",
       refunded_at AS "refundedAt"
     FROM refund WHERE shop_id = $1 AND refund_id = ANY($2::text[])`,
    [shopId, refundIds],
  );
  return new Map(rows.map((row) => [row.refundId, row]));
}
