import type { OrderWire } from "../capture/order-wire.ts";
import { toMinorUnits } from "../shared/money.ts";
import type {
  BehavioralEvent,
  IdentityLink,
  IdentityRef,
  Normalized,
  OrderRecord,
} from "../shared/records.ts";
import type { Instant } from "../shared/time.ts";
import { emptyNormalized } from "./empty-normalized.ts";
import { readFulfilledAt } from "./fulfillment.ts";
import { toInstant, toInstantOrNull } from "./instant.ts";

/**
 * An order, from whichever delivery told it. A guest's order and a test order give their record alone.
 *
 * Events carry no money: an order's total may be edited later, and a roll-up row cannot follow. Money is
 * read from the records.
 */
export function normalizeOrder(wire: OrderWire): Normalized {
  const normalized = emptyNormalized();
  const order = readOrderRecord(wire);
  normalized.orders.push(order);
  if (order.isTest || order.customerId === null) return normalized;

  const customer: IdentityRef = { kind: "customer", key: order.customerId };
  normalized.events = orderEvents({ order, subject: customer, fulfilledAt: readFulfilledAt(wire) });
  if (wire.cart_token !== null) {
    const cart: IdentityRef = { kind: "cart", key: wire.cart_token };
    normalized.links.push(linkToCustomer(customer, cart, order.placedAt));
  }
  if (wire.checkout_token !== null) {
    const checkout: IdentityRef = { kind: "checkout", key: wire.checkout_token };
    normalized.links.push(linkToCustomer(customer, checkout, order.placedAt));
  }
  return normalized;
}

function readOrderRecord(wire: OrderWire): OrderRecord {
  const createdAt = toInstant(wire.created_at);
  return {
    orderId: wire.id,
    customerId: wire.customer?.id ?? null,
    // An imported order was created at the import and processed in the past; only the latter is behavior.
    placedAt: toInstantOrNull(wire.processed_at) ?? createdAt,
    currency: wire.currency,
    totalMinor: toMinorUnits(wire.total_price, wire.currency),
    cancelledAt: toInstantOrNull(wire.cancelled_at),
    isTest: wire.test ?? false,
    channel: wire.source_name,
    sourceUpdatedAt: toInstantOrNull(wire.updated_at) ?? createdAt,
  };
}

function orderEvents({
  order,
  subject,
  fulfilledAt,
}: {
  order: OrderRecord;
  subject: IdentityRef;
  fulfilledAt: Instant | null;
}): BehavioralEvent[] {
  const events: BehavioralEvent[] = [
    {
      key: `order:${order.orderId}:placed`,
      signal: "order_placed",
      subject,
      occurredAt: order.placedAt,
      value: 0,
      trust: "signed",
    },
  ];
  if (order.cancelledAt !== null) {
    events.push({
      key: `order:${order.orderId}:cancelled`,
      signal: "order_cancelled",
      subject,
      occurredAt: order.cancelledAt,
      value: 0,
      trust: "signed",
    });
  }
  if (fulfilledAt !== null) {
    events.push({
      key: `order:${order.orderId}:fulfilled`,
      signal: "order_fulfilled",
      subject,
      occurredAt: fulfilledAt,
      value: 0,
      trust: "signed",
    });
  }
  return events;
}

function linkToCustomer(from: IdentityRef, to: IdentityRef, at: Instant): IdentityLink {
  return { from, to, reason: "order", at };
}
