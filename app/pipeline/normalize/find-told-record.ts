import type { SourcedWire } from "../capture/topics.ts";
import type { ToldRecord } from "../shared/told-record.ts";
import { toInstantOrNull } from "./instant.ts";

/**
 * The record that a message repeats: an order, a refund of one, or what stands in a customer's record. null: it is about
 * something else, or tells what somebody did, of which no record speaks (visits, carts, checkouts, consent, messages).
 */
export function findToldRecord(event: SourcedWire): ToldRecord | null {
  switch (event.topic) {
    case "orders/create":
    case "orders/updated":
    case "orders/paid":
    case "orders/fulfilled":
    case "orders/cancelled":
      return order(event.wire.id, event.wire.created_at, event.wire.customer);
    case "orders":
      return order(event.wire.id, event.wire.createdAt, event.wire.customer);
    case "refunds/create":
      return order(event.wire.order_id, null, null);
    case "customers/create":
    case "customers/update":
    case "customers/enable":
    case "customers/disable":
      return customer(event.wire.id, event.wire.created_at);
    case "customers":
      return customer(event.wire.id, event.wire.createdAt);
    case "customers/delete":
      return customer(event.wire.id, null);
    case "customer.tags_added":
    case "customer.tags_removed":
    case "customer_addresses":
      return customer(event.wire.customerId, null);
    default:
      return null;
  }
}

const order = (
  id: string,
  createdAt: string | null,
  customer: { id: string } | null,
): ToldRecord => ({
  ...{ kind: "order", id },
  createdAt: toInstantOrNull(createdAt),
  placedBy: customer?.id ?? null,
});

const customer = (id: string, createdAt: string | null): ToldRecord => ({
  kind: "customer",
  id,
  createdAt: toInstantOrNull(createdAt),
  placedBy: null,
});
