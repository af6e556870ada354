import type { JsonObject } from "../json-text.ts";

/** customer.tags_added and customer.tags_removed: `tags` are those that changed, not all. */
export function buildTagsPayload(change: {
  customerId: string;
  tags: readonly string[];
  /** ms */
  occurredAt: number;
}): JsonObject {
  return {
    customerId: `gid://shopify/Customer/${change.customerId}`,
    tags: [...change.tags],
    occurredAt: new Date(change.occurredAt).toISOString(),
  };
}
