import type { CollectionWire } from "../capture/collection-wire.ts";
import type { DeletionWire } from "../capture/customer-wire.ts";
import type { Normalized } from "../shared/records.ts";
import type { Instant } from "../shared/time.ts";
import { emptyNormalized } from "./empty-normalized.ts";
import { toInstantOrNull } from "./instant.ts";

/** A collection: a record, so that a view of it can be told by its title. */
export function normalizeCollection(wire: CollectionWire, receivedAt: Instant): Normalized {
  const normalized = emptyNormalized();
  normalized.collections.push({
    collectionId: wire.id,
    handle: wire.handle,
    title: wire.title,
    deletedAt: null,
    sourceUpdatedAt: toInstantOrNull(wire.updated_at) ?? receivedAt,
  });
  return normalized;
}

/** A collection's deletion. Handle and title are unknown to it: those of earlier tellings stay. */
export function normalizeCollectionDeletion(wire: DeletionWire, receivedAt: Instant): Normalized {
  const normalized = emptyNormalized();
  const deletedAt = toInstantOrNull(wire.deleted_at) ?? receivedAt;
  normalized.collections.push({
    collectionId: wire.id,
    handle: "",
    title: "",
    deletedAt,
    sourceUpdatedAt: deletedAt,
  });
  return normalized;
}
