import type { CustomerWire, DeletionWire } from "../capture/customer-wire.ts";
import type { Normalized } from "../shared/records.ts";
import type { Instant } from "../shared/time.ts";
import { emptyNormalized } from "./empty-normalized.ts";
import { toInstantOrNull } from "./instant.ts";

/** A customer account. It is a record, not behavior: it gives no event. */
export function normalizeCustomer(wire: CustomerWire, receivedAt: Instant): Normalized {
  const normalized = emptyNormalized();
  const sourceUpdatedAt = toInstantOrNull(wire.updated_at) ?? receivedAt;
  normalized.customers.push({
    customerId: wire.id,
    createdAt: toInstantOrNull(wire.created_at) ?? sourceUpdatedAt,
    deletedAt: null,
    sourceUpdatedAt,
  });
  return normalized;
}

/** A customer's deletion. Its payload does not say when the customer was created: earlier tellings do. */
export function normalizeCustomerDeletion(wire: DeletionWire, receivedAt: Instant): Normalized {
  const normalized = emptyNormalized();
  const deletedAt = toInstantOrNull(wire.deleted_at) ?? receivedAt;
  normalized.customers.push({
    customerId: wire.id,
    createdAt: deletedAt,
    deletedAt,
    sourceUpdatedAt: deletedAt,
  });
  return normalized;
}
