import type { CustomerTagsWire } from "../capture/customer-wire.ts";
import type { Instant } from "../shared/time.ts";
import { toInstant } from "./instant.ts";

/** Tags that somebody, possibly Kindling itself, added to or removed from a customer. */
export interface TagChange {
  customerId: string;
  change: "added" | "removed";
  tags: string[];
  occurredAt: Instant;
}

/** A change of tags. It is not behavior and gives no event: it tells the tag writer to look again. */
export function readTagChange(
  topic: "customer.tags_added" | "customer.tags_removed",
  wire: CustomerTagsWire,
): TagChange {
  return {
    customerId: wire.customerId,
    change: topic === "customer.tags_added" ? "added" : "removed",
    tags: wire.tags,
    occurredAt: toInstant(wire.occurredAt),
  };
}
