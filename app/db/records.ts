import type {
  CustomerRecord,
  OrderRecord,
  ProductRecord,
  RefundRecord,
} from "../pipeline/shared/records.ts";
import type { Queryable } from "./transaction.ts";

const date = (instant: number | null): Date | null => (instant === null ? null : new Date(instant));

/** The newest telling wins; a deletion sticks, whatever is told after it. */
export async function saveCustomers(
  db: Queryable,
  shopId: number,
  customers: CustomerRecord[],
): Promise<void> {
  if (customers.length === 0) return;
  await db.query(
    `INSERT INTO customer (shop_id, customer_id, created_at, deleted_at, source_updated_at)
     SELECT $1, * FROM unnest($2::text[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[])
     ON CONFLICT (shop_id, customer_id) DO UPDATE SET
       created_at = LEAST(customer.created_at, excluded.created_at),
       deleted_at = LEAST(customer.deleted_at, excluded.deleted_at),
       source_updated_at = GREATEST(customer.source_updated_at, excluded.source_updated_at)`,
    [
      shopId,
      customers.map((row) => row.customerId),
      customers.map((row) => date(row.createdAt)),
      customers.map((row) => date(row.deletedAt)),
      customers.map((row) => date(row.sourceUpdatedAt)),
    ],
  );
}

/**
 * The newest telling wins. Of two that share an instant the same one wins as in `mergeOrders` of
 * the pipeline: two batches must end as one batch with both.
 */
export async function saveOrders(
  db: Queryable,
  shopId: number,
  orders: OrderRecord[],
): Promise<void> {
  if (orders.length === 0) return;
  await db.query(
    `INSERT INTO customer_order (shop_id, order_id, customer_id, placed_at, currency, total_minor, cancelled_at,
       is_test, source_updated_at, channel, subtotal_minor, discount_minor, used_code)
     SELECT $1, * FROM unnest($2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::bigint[],
       $7::timestamptz[], $8::boolean[], $9::timestamptz[], $10::text[], $11::bigint[], $12::bigint[],
       $13::boolean[])
     ON CONFLICT (shop_id, order_id) DO UPDATE SET
       (customer_id, placed_at, currency, total_minor, cancelled_at, is_test, source_updated_at, subtotal_minor,
         discount_minor, used_code) = (
         SELECT customer_id, placed_at, currency, total_minor, cancelled_at, is_test, source_updated_at,
           subtotal_minor, discount_minor, used_code
         FROM (VALUES (excluded.customer_id, excluded.placed_at, excluded.currency, excluded.total_minor,
             excluded.cancelled_at, excluded.is_test, excluded.source_updated_at, excluded.subtotal_minor,
             excluded.discount_minor, excluded.used_code),
           (customer_order.customer_id, customer_order.placed_at, customer_order.currency,
             customer_order.total_minor, customer_order.cancelled_at, customer_order.is_test,
             customer_order.source_updated_at, customer_order.subtotal_minor, customer_order.discount_minor,
             customer_order.used_code))
           AS telling(customer_id, placed_at, currency, total_minor, cancelled_at, is_test, source_updated_at,
             subtotal_minor, discount_minor, used_code)
         ORDER BY source_updated_at DESC, COALESCE(cancelled_at, '-infinity') DESC, total_minor DESC,
           COALESCE(customer_id, '') COLLATE "C" DESC, placed_at DESC, currency COLLATE "C" DESC, is_test DESC,
           COALESCE(subtotal_minor, -1) DESC, COALESCE(discount_minor, -1) DESC, used_code DESC NULLS LAST
         LIMIT 1),
       channel = GREATEST(customer_order.channel COLLATE "C", excluded.channel COLLATE "C")`,
    [
      shopId,
      orders.map((row) => row.orderId),
      orders.map((row) => row.customerId),
      orders.map((row) => date(row.placedAt)),
      orders.map((row) => row.currency),
      orders.map((row) => row.totalMinor),
      orders.map((row) => date(row.cancelledAt)),
      orders.map((row) => row.isTest),
      orders.map((row) => date(row.sourceUpdatedAt)),
      orders.map((row) => row.channel),
      orders.map((row) => row.subtotalMinor),
      orders.map((row) => row.discountMinor),
      orders.map((row) => row.usedCode),
    ],
  );
}

/** As `mergeRefunds` of the pipeline: the larger amount is the newer telling. */
export async function saveRefunds(
  db: Queryable,
  shopId: number,
  refunds: RefundRecord[],
): Promise<void> {
  if (refunds.length === 0) return;
  await db.query(
    `INSERT INTO refund (shop_id, refund_id, order_id, amount_minor, refunded_at)
     SELECT $1, * FROM unnest($2::text[], $3::text[], $4::bigint[], $5::timestamptz[])
     ON CONFLICT (shop_id, refund_id) DO UPDATE SET order_id = excluded.order_id,
       amount_minor = excluded.amount_minor, refunded_at = excluded.refunded_at
     WHERE (excluded.amount_minor, refund.refunded_at, excluded.order_id COLLATE "C")
       > (refund.amount_minor, excluded.refunded_at, refund.order_id COLLATE "C")`,
    [
      shopId,
      refunds.map((row) => row.refundId),
      refunds.map((row) => row.orderId),
      refunds.map((row) => row.amountMinor),
      refunds.map((row) => date(row.refundedAt)),
    ],
  );
}

/** As `mergeProducts` of the pipeline: the newest telling with content wins, a deletion sticks. */
export async function saveProducts(
  db: Queryable,
  shopId: number,
  products: ProductRecord[],
): Promise<void> {
  if (products.length === 0) return;
  await db.query(
    `INSERT INTO product (shop_id, product_id, title, price_minor, deleted_at, source_updated_at, product_type, vendor)
     SELECT $1, * FROM unnest($2::text[], $3::text[], $4::bigint[], $5::timestamptz[], $6::timestamptz[],
       $7::text[], $8::text[])
     ON CONFLICT (shop_id, product_id) DO UPDATE SET
       (title, price_minor, source_updated_at, product_type, vendor) = (
         SELECT title, price_minor, source_updated_at, product_type, vendor
         FROM (VALUES (excluded.title, excluded.price_minor, excluded.source_updated_at, excluded.product_type,
             excluded.vendor),
           (product.title, product.price_minor, product.source_updated_at, product.product_type, product.vendor))
           AS telling(title, price_minor, source_updated_at, product_type, vendor)
         ORDER BY title <> '' OR price_minor IS NOT NULL DESC, source_updated_at DESC, title COLLATE "C" DESC,
           price_minor DESC NULLS LAST, COALESCE(product_type, '') COLLATE "C" DESC,
           COALESCE(vendor, '') COLLATE "C" DESC LIMIT 1),
       deleted_at = LEAST(product.deleted_at, excluded.deleted_at)`,
    [
      shopId,
      products.map((row) => row.productId),
      products.map((row) => row.title),
      products.map((row) => row.priceMinor),
      products.map((row) => date(row.deletedAt)),
      products.map((row) => date(row.sourceUpdatedAt)),
      products.map((row) => row.productType),
      products.map((row) => row.vendor),
    ],
  );
}

export interface OrderOfCustomer {
  orderId: string;
  customerId: string;
}

/** Whose orders some are, as far as the orders are known; guests' are left out. */
export async function findCustomersOfOrders(
  db: Queryable,
  shopId: number,
  orderIds: string[],
): Promise<OrderOfCustomer[]> {
  if (orderIds.length === 0) return [];
  const { rows } = await db.query<OrderOfCustomer>(
    `SELECT order_id AS "orderId", customer_id AS "customerId" FROM customer_order
     WHERE shop_id = $1 AND order_id = ANY($2::text[]) AND customer_id IS NOT NULL`,
    [shopId, orderIds],
  );
  return rows;
}
