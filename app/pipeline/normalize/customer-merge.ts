import type { CustomerMergeWire } from "../capture/customer-merge-wire.ts";
import type { Normalized } from "../shared/records.ts";
import type { Instant } from "../shared/time.ts";
import { emptyNormalized } from "./empty-normalized.ts";
import { toInstantOrNull } from "./instant.ts";

/** Shopify's words for a merge that happened; "requested", "in_progress" and "failed" are others. */
const DONE = new Set(["completed", "success"]);

/**
 * Two customers that Shopify made one: a link from the one that was kept, and the end of the other, of
 * which Shopify tells no deletion besides. A merge that did not succeed says nothing.
 */
export function normalizeCustomerMerge(wire: CustomerMergeWire, receivedAt: Instant): Normalized {
  const normalized = emptyNormalized();
  const keptId = wire.admin_graphql_api_customer_kept_id;
  const deletedId = wire.admin_graphql_api_customer_deleted_id;
  if (wire.status === null || !DONE.has(wire.status) || keptId === deletedId) return normalized;
  const mergedAt = toInstantOrNull(wire.merged_at) ?? receivedAt;
  normalized.links.push({
    from: { kind: "customer", key: keptId },
    to: { kind: "customer", key: deletedId },
    reason: "merge",
    at: mergedAt,
  });
  normalized.customers.push({
    customerId: deletedId,
    createdAt: mergedAt,
    deletedAt: mergedAt,
    sourceUpdatedAt: mergedAt,
  });
  return normalized;
}
