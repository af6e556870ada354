import { productKeyOf } from "../../dev-store/history/history.ts";
import type { Happening, HistoryOrder } from "../../dev-store/history/history.ts";
import type { CustomerHistory } from "../../app/pipeline/predict/features/customer-history.ts";
import type { BasketFact } from "../../app/pipeline/shared/records.ts";

/** The known customers of a file of orders, each with all their orders; guests' orders are left out. */
export function customerHistories(happenings: readonly Happening[]): CustomerHistory[] {
  const orders = new Map<string, BasketFact>();
  const customers = new Map<string, BasketFact[]>();
  for (const happening of happenings) {
    if (happening.kind === "order") {
      const { order, at } = happening;
      if (order.customerKey === null) continue;
      const placed = placedOrder(order, at);
      orders.set(order.key, placed);
      const known = customers.get(order.customerKey);
      if (known === undefined) customers.set(order.customerKey, [placed]);
      else known.push(placed);
      continue;
    }
    const order = orders.get(happening.orderKey);
    if (order === undefined) continue;
    const amountMinor = happening.kind === "refund" ? happening.amountMinor : happening.refundMinor;
    if (amountMinor > 0) order.refunds.push({ refundedAt: happening.at, amountMinor });
    if (happening.kind === "cancel") order.cancelledAt = happening.at;
  }
  return [...customers].map(([customerId, placed]) => ({ customerId, orders: placed, rows: [] }));
}

function placedOrder(order: HistoryOrder, at: number): BasketFact {
  const products = new Set(order.lines.map(productKeyOf));
  products.delete("");
  return {
    orderId: order.key,
    placedAt: at,
    totalMinor: order.totalMinor,
    cancelledAt: null,
    refunds: [],
    pieces: order.lines.reduce((sum, { quantity }) => sum + quantity, 0),
    products: [...products],
    discountMinor: 0,
  };
}
