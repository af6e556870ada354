import type {
  CustomerRecord,
  OrderRecord,
  ProductRecord,
  RefundRecord,
} from "../pipeline/shared/records.ts";
import type { Queryable } from "./transaction.ts";

const date = (instant: number): Date => new Date(instant);

/** Orders of which no telling so new was stored. */
export async function findLostOrders(
  db: Queryable,
  shopId: number,
  orders: Pick<OrderRecord, "orderId" | "sourceUpdatedAt">[],
): Promise<Set<string>> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT asked.id FROM unnest($2::text[], $3::timestamptz[]) AS asked(id, updated_at)
     LEFT JOIN customer_order stored ON stored.shop_id = $1 AND stored.order_id = asked.id
     WHERE stored.order_id IS NULL OR stored.source_updated_at < asked.updated_at`,
    [
      shopId,
      orders.map(({ orderId }) => orderId),
      orders.map(({ sourceUpdatedAt }) => date(sourceUpdatedAt)),
    ],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Refunds that are missing, or had not come to so much when they were told. */
export async function findLostRefunds(
  db: Queryable,
  shopId: number,
  refunds: Pick<RefundRecord, "refundId" | "amountMinor">[],
): Promise<Set<string>> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT asked.id FROM unnest($2::text[], $3::bigint[]) AS asked(id, amount_minor)
     LEFT JOIN refund stored ON stored.shop_id = $1 AND stored.refund_id = asked.id
     WHERE stored.refund_id IS NULL OR stored.amount_minor < asked.amount_minor`,
    [
      shopId,
      refunds.map(({ refundId }) => refundId),
      refunds.map(({ amountMinor }) => amountMinor),
    ],
  );
  return new Set(rows.map(({ id }) => id));
}

export async function findLostProducts(
  db: Queryable,
  shopId: number,
  products: Pick<ProductRecord, "productId" | "sourceUpdatedAt">[],
): Promise<Set<string>> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT asked.id FROM unnest($2::text[], $3::timestamptz[]) AS asked(id, updated_at)
     LEFT JOIN product stored ON stored.shop_id = $1 AND stored.product_id = asked.id
     WHERE stored.product_id IS NULL
       OR stored.deleted_at IS NULL AND stored.source_updated_at < asked.updated_at`,
    [
      shopId,
      products.map(({ productId }) => productId),
      products.map(({ sourceUpdatedAt }) => date(sourceUpdatedAt)),
    ],
  );
  return new Set(rows.map(({ id }) => id));
}

/**
 * Customers that are missing. That Shopify changed one later proves no loss: its orders and its tags
 * move `updatedAt` too, and no customers/update tells of these.
 */
export async function findLostCustomers(
  db: Queryable,
  shopId: number,
  customers: Pick<CustomerRecord, "customerId">[],
): Promise<Set<string>> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT asked.id FROM unnest($2::text[]) AS asked(id)
     LEFT JOIN customer stored ON stored.shop_id = $1 AND stored.customer_id = asked.id
     WHERE stored.customer_id IS NULL`,
    [shopId, customers.map(({ customerId }) => customerId)],
  );
  return new Set(rows.map(({ id }) => id));
}
