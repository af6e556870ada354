import type { JsonObject } from "../webhooks/json-text.ts";
import { formatMoney } from "./money.ts";
import type { Change, ShopState } from "./shop-state.ts";
import type { Customer, Order } from "./types.ts";

/** What an order adds to its customer's statistics. Test orders and cancelled ones add nothing. */
function contributionOf(order: Order): { orders: number; spentMinor: number } {
  if (order.test || order.cancelledAt !== null) return { orders: 0, spentMinor: 0 };
  return { orders: 1, spentMinor: order.totalMinor - order.refundedMinor };
}

/**
 * Carries one order's change over to its customer: `before` is undefined for a new order. Tells of
 * it, as Shopify does since customers' own webhooks carry no statistics.
 */
export function updateStatistics(
  state: ShopState,
  change: Change,
  { before, after }: { before: Order | undefined; after: Order },
): void {
  if (after.customerId === null) return;
  const customer = state.customers.get(after.customerId);
  if (customer === undefined) return;
  const old = before === undefined ? { orders: 0, spentMinor: 0 } : contributionOf(before);
  const now = contributionOf(after);
  const updated: Customer = {
    ...customer,
    numberOfOrders: customer.numberOfOrders + now.orders - old.orders,
    amountSpentMinor: customer.amountSpentMinor + now.spentMinor - old.spentMinor,
    lastOrderId: lastOrderOf(state, customer, after),
    updatedAt: Math.max(customer.updatedAt, change.at),
  };
  state.customers.put(updated);
  if (now.orders !== old.orders || now.spentMinor !== old.spentMinor) {
    change.tell("customers/purchasing_summary", () =>
      buildPurchasingSummary(updated, { currency: state.record.currency, at: change.at }),
    );
  }
}

function lastOrderOf(state: ShopState, customer: Customer, changed: Order): string | null {
  if (changed.test) return customer.lastOrderId;
  if (changed.cancelledAt === null) {
    const last = customer.lastOrderId === null ? undefined : state.orders.get(customer.lastOrderId);
    return last === undefined || last.createdAt <= changed.createdAt
      ? changed.id
      : customer.lastOrderId;
  }
  if (customer.lastOrderId !== changed.id) return customer.lastOrderId;
  const rows = state.database
    .statement(
      `SELECT body FROM orders WHERE shop = ? AND customer_id = ?
       ORDER BY created_at DESC, id DESC`,
    )
    .iterate(state.record.domain, BigInt(customer.id));
  for (const row of rows) {
    const order: Order = JSON.parse(String(row["body"]));
    if (order.id !== changed.id && !order.test && order.cancelledAt === null) return order.id;
  }
  return null;
}

function buildPurchasingSummary(
  customer: Customer,
  { currency, at }: { currency: string; at: number },
): JsonObject {
  return {
    customerId: `gid://shopify/Customer/${customer.id}`,
    numberOfOrders: customer.numberOfOrders,
    amountSpent: {
      amount: formatMoney(customer.amountSpentMinor, currency),
      currencyCode: currency,
    },
    lastOrderId:
      customer.lastOrderId === null ? null : `gid://shopify/Order/${customer.lastOrderId}`,
    occurredAt: new Date(at).toISOString(),
  };
}
