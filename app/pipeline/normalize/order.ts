import type { OrderWire } from "../capture/order-wire.ts";
import { placedKey } from "../shared/fact-keys.ts";
import { toMinorUnits } from "../shared/money.ts";
import type { IdentityRef } from "../shared/identities.ts";
import type { BehavioralEvent, Normalized, OrderRecord } from "../shared/records.ts";
import type { Instant } from "../shared/time.ts";
import { emptyNormalized } from "./empty-normalized.ts";
import { readFulfilledAt } from "./fulfillment.ts";
import { toInstant, toInstantOrNull } from "./instant.ts";
import { readOrderLines } from "./order-lines.ts";

/**
 * An order, from whichever delivery told it. It hangs on its customer, a guest's on the order's own id. It
 * joins its customer, its cart and its checkout, and through these the browser that filled them. A test
 * order gives its records alone.
 *
 * Events carry no money: an order's total may be edited later, and a roll-up row cannot follow. Money is
 * read from the records.
 */
export function normalizeOrder(wire: OrderWire): Normalized {
  const normalized = emptyNormalized();
  const order = readOrderRecord(wire);
  normalized.orders.push(order);
  normalized.orderLines = readOrderLines(wire, order.sourceUpdatedAt);
  if (order.isTest) return normalized;

  const placed: IdentityRef = { kind: "order", key: order.orderId };
  const customer: IdentityRef | null =
    order.customerId === null ? null : { kind: "customer", key: order.customerId };
  const owner = customer ?? placed;
  normalized.events = orderEvents({ order, subject: owner, fulfilledAt: readFulfilledAt(wire) });
  const link = (from: IdentityRef, to: IdentityRef): void =>
    void normalized.links.push({ from, to, reason: "order", at: order.placedAt });
  if (customer !== null) link(customer, placed);
  if (wire.cart_token !== null) link(owner, { kind: "cart", key: wire.cart_token });
  if (wire.checkout_token !== null) link(owner, { kind: "checkout", key: wire.checkout_token });
  return normalized;
}

function readOrderRecord(wire: OrderWire): OrderRecord {
  const createdAt = toInstant(wire.created_at);
  const { currency } = wire;
  const minorOrNull = (amount: string | null): number | null =>
    amount === null ? null : toMinorUnits(amount, currency);
  return {
    orderId: wire.id,
    customerId: wire.customer?.id ?? null,
    // An imported order was created at the import and processed in the past; only the latter is behavior.
    placedAt: toInstantOrNull(wire.processed_at) ?? createdAt,
    currency,
    totalMinor: toMinorUnits(wire.total_price, currency),
    cancelledAt: toInstantOrNull(wire.cancelled_at),
    isTest: wire.test ?? false,
    channel: wire.source_name,
    subtotalMinor: minorOrNull(wire.subtotal_price),
    discountMinor: minorOrNull(wire.total_discounts),
    usedCode: wire.discount_codes,
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
      key: placedKey(order.orderId),
      signal: "order_placed",
      subject,
      occurredAt: order.placedAt,
      value: 0,
      about: null,
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
      about: null,
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
      about: null,
      trust: "signed",
    });
  }
  return events;
}
