import { readOrdersBefore } from "../db/orders.ts";
import type { Queryable } from "../db/transaction.ts";
import { OrderColumns } from "../pipeline/score/order-columns.ts";

/** The orders of a shop's customers placed before an instant. @param told.without profiles that are left out */
export async function loadOrderColumns(
  db: Queryable,
  shopId: number,
  told: { before: number; without?: ReadonlySet<number> },
): Promise<OrderColumns> {
  const columns = new OrderColumns();
  for await (const page of readOrdersBefore(db, shopId, told.before)) {
    for (const [profileId, orders] of page) {
      if (told.without?.has(profileId) !== true) columns.add(profileId, orders);
    }
  }
  return columns;
}
