import { formatMinorUnits } from "../../../../app/pipeline/shared/money.ts";
import type { Order, Person, World } from "../simulate/world.ts";
import { iso } from "./delivery.ts";
import type { Delivery } from "./delivery.ts";

/** A customer's orders with what became of them. What was before `startAt` is told at it. */
export function tellOrders(
  { orders, guestOrder, customerId, index }: Person,
  { currency, startAt }: World,
): Delivery[] {
  if (guestOrder !== null) return [tellGuestOrder(guestOrder, { index, currency })];
  if (customerId === null) return [];
  return orders.flatMap((order) => {
    const told = (what: string, topic: string, body: object, at: number): Delivery => ({
      kind: "webhook",
      id: `${what}-${order.orderId}`,
      topic,
      body,
      at: Math.max(at, startAt),
      person: index,
    });
    const placed = orderBody(order, { customerId, currency });
    const { placedAt, cancelledAt, refunds } = order;
    const cancelled = {
      ...placed,
      cancelled_at: isoOrNull(cancelledAt),
      updated_at: isoOrNull(cancelledAt),
    };
    return [
      told("placed", "orders/create", placed, placedAt),
      ...(cancelledAt === null
        ? []
        : [told("cancelled", "orders/cancelled", cancelled, cancelledAt)]),
      ...refunds.map(({ refundId, refundedAt, amountMinor }) =>
        told(
          `refund-${refundId}`,
          "refunds/create",
          {
            id: Number(refundId),
            order_id: Number(order.orderId),
            created_at: iso(refundedAt),
            transactions: [
              {
                kind: "refund",
                status: "success",
                amount: formatMinorUnits(amountMinor, currency),
                currency,
              },
            ],
          },
          refundedAt,
        ),
      ),
    ];
  });
}

function tellGuestOrder(
  { orderId, placedAt, cartToken }: NonNullable<Person["guestOrder"]>,
  { index, currency }: { index: number; currency: string },
): Delivery {
  const body = {
    ...{ id: Number(orderId), created_at: iso(placedAt), updated_at: iso(placedAt), currency },
    ...{ total_price: formatMinorUnits(100, currency), customer: null, cart_token: cartToken },
  };
  const id = `placed-${orderId}`;
  return { kind: "webhook", id, topic: "orders/create", body, at: placedAt, person: index };
}

const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at));

function orderBody(
  { orderId, placedAt, totalMinor, channel, discountMinor, usedCode, lines }: Order,
  { customerId, currency }: { customerId: string; currency: string },
): object {
  const amount = (minor: number): string => formatMinorUnits(minor, currency);
  return {
    id: Number(orderId),
    created_at: iso(placedAt),
    processed_at: iso(placedAt),
    updated_at: iso(placedAt),
    currency,
    total_price: amount(totalMinor),
    subtotal_price: amount(totalMinor),
    total_discounts: discountMinor === null ? null : amount(discountMinor),
    discount_codes: usedCode === null ? null : usedCode ? [{ code: "SPRING" }] : [],
    source_name: channel,
    test: false,
    customer: { id: Number(customerId) },
    line_items: lines.map(({ productId, quantity, priceMinor, discountMinor: off }, line) => ({
      id: Number(orderId) * 10 + line,
      product_id: Number(productId),
      variant_id: null,
      quantity,
      price: amount(priceMinor),
      discount_allocations: off === 0 ? [] : [{ amount: amount(off) }],
    })),
  };
}
