import {
  findLostCustomers,
  findLostOrders,
  findLostProducts,
  findLostRefunds,
} from "../db/lost-records.ts";
import type { Queryable } from "../db/transaction.ts";
import type { Normalized } from "../pipeline/shared/records.ts";

/**
 * Of tellings that Shopify gave just now, those that hold a record which is not stored, or only in an
 * older state. One look at each table, however many tellings there are.
 */
export async function findLost<T extends { told: Normalized }>(
  db: Queryable,
  shopId: number,
  tellings: T[],
): Promise<T[]> {
  const told = tellings.map((telling) => telling.told);
  const customers = await findLostCustomers(
    db,
    shopId,
    told.flatMap((one) => one.customers),
  );
  const products = await findLostProducts(
    db,
    shopId,
    told.flatMap((one) => one.products),
  );
  const orders = await findLostOrders(
    db,
    shopId,
    told.flatMap((one) => one.orders),
  );
  const refunds = await findLostRefunds(
    db,
    shopId,
    told.flatMap((one) => one.refunds),
  );
  return tellings.filter(
    ({ told: one }) =>
      one.customers.some(({ customerId }) => customers.has(customerId)) ||
      one.products.some(({ productId }) => products.has(productId)) ||
      one.orders.some(({ orderId }) => orders.has(orderId)) ||
      one.refunds.some(({ refundId }) => refunds.has(refundId)),
  );
}
