import { lockBenchmarks, markBenchmarksStale } from "../db/benchmarks.ts";
import { loadOrderRecords, loadRefundRecords } from "../db/stored-records.ts";
import type { Queryable } from "../db/transaction.ts";
import { orderCountsFrom, refundCountsFrom } from "../pipeline/normalize/counts-from.ts";
import type { OrderRecord, RefundRecord } from "../pipeline/shared/records.ts";
import { dayOf } from "../pipeline/shared/time.ts";

/**
 * Finds the orders of which something that counts has changed, and marks the benchmarks of all days after it
 * as out of date. Called before the records are saved: most tellings of an old order (a note, a fulfillment)
 * change nothing that counts.
 * @returns since when each counts otherwise, by order id
 */
export async function noteChangedOrders(
  db: Queryable,
  shopId: number,
  told: { orders: OrderRecord[]; refunds: RefundRecord[] },
): Promise<Map<string, number>> {
  const changed = new Map<string, number>();
  const note = (orderId: string, at: number | null): void => {
    if (at !== null) changed.set(orderId, Math.min(changed.get(orderId) ?? at, at));
  };
  if (told.orders.length + told.refunds.length === 0) return changed;
  await lockBenchmarks(db, shopId);
  const orders = await loadOrderRecords(
    db,
    shopId,
    told.orders.map((order) => order.orderId),
  );
  const refunds = await loadRefundRecords(
    db,
    shopId,
    told.refunds.map((refund) => refund.refundId),
  );
  for (const order of told.orders) {
    note(order.orderId, orderCountsFrom(orders.get(order.orderId), order));
  }
  for (const refund of told.refunds) {
    const known = refunds.get(refund.refundId);
    const at = refundCountsFrom(known, refund);
    note(refund.orderId, at);
    if (known !== undefined) note(known.orderId, at);
  }
  if (changed.size === 0) return changed;
  await markBenchmarksStale(db, shopId, dayOf(Math.min(...changed.values())) + 1);
  return changed;
}
