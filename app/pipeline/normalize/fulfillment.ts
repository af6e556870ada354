import type { FulfillmentWire, OrderWire } from "../capture/order-wire.ts";
import type { Instant } from "../shared/time.ts";
import { toInstant } from "./instant.ts";

/** Fulfillments of these states sent nothing. */
const FAILED_STATES = new Set(["cancelled", "error", "failure"]);

/**
 * When the last piece of an order left: the latest fulfillment's instant. Shopify does not promise the
 * fulfillments in the payload; without one it is the order's own last change. Null: not all has left.
 */
export function readFulfilledAt(wire: OrderWire): Instant | null {
  if (wire.fulfillment_status !== "fulfilled") return null;
  const instants = wire.fulfillments.flatMap(readSentAt);
  if (instants.length > 0) return Math.max(...instants);
  return toInstant(wire.updated_at ?? wire.created_at);
}

function readSentAt({ created_at, status }: FulfillmentWire): Instant[] {
  if (created_at === null || (status !== null && FAILED_STATES.has(status))) return [];
  return [toInstant(created_at)];
}
