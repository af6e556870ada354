import type { CollectionRecord, VariantRecord } from "../pipeline/shared/records.ts";
import type { Queryable } from "./transaction.ts";

const date = (instant: number | null): Date | null => (instant === null ? null : new Date(instant));

/** As `mergeVariants` of the pipeline: the newest telling wins, of two of one instant the dearer. */
export async function saveVariants(
  db: Queryable,
  shopId: number,
  variants: VariantRecord[],
): Promise<void> {
  if (variants.length === 0) return;
  await db.query(
    `INSERT INTO variant (shop_id, variant_id, product_id, price_minor, compare_at_minor, source_updated_at)
     SELECT $1, * FROM unnest($2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::timestamptz[])
     ON CONFLICT (shop_id, variant_id) DO UPDATE SET product_id = excluded.product_id,
       price_minor = excluded.price_minor, compare_at_minor = excluded.compare_at_minor,
       source_updated_at = excluded.source_updated_at
     WHERE (excluded.source_updated_at, excluded.price_minor, COALESCE(excluded.compare_at_minor, -1),
         excluded.product_id COLLATE "C")
       > (variant.source_updated_at, variant.price_minor, COALESCE(variant.compare_at_minor, -1),
         variant.product_id COLLATE "C")`,
    [
      shopId,
      variants.map((row) => row.variantId),
      variants.map((row) => row.productId),
      variants.map((row) => row.priceMinor),
      variants.map((row) => row.compareAtMinor),
      variants.map((row) => date(row.sourceUpdatedAt)),
    ],
  );
}

/** As `mergeCollections` of the pipeline: the newest telling with content wins, a deletion sticks. */
export async function saveCollections(
  db: Queryable,
  shopId: number,
  collections: CollectionRecord[],
): Promise<void> {
  if (collections.length === 0) return;
  await db.query(
    `INSERT INTO collection (shop_id, collection_id, handle, title, deleted_at, source_updated_at)
     SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[])
     ON CONFLICT (shop_id, collection_id) DO UPDATE SET
       (handle, title, source_updated_at) = (
         SELECT handle, title, source_updated_at
         FROM (VALUES (excluded.handle, excluded.title, excluded.source_updated_at),
           (collection.handle, collection.title, collection.source_updated_at))
           AS telling(handle, title, source_updated_at)
         ORDER BY title <> '' OR handle <> '' DESC, source_updated_at DESC, title COLLATE "C" DESC,
           handle COLLATE "C" DESC LIMIT 1),
       deleted_at = LEAST(collection.deleted_at, excluded.deleted_at)`,
    [
      shopId,
      collections.map((row) => row.collectionId),
      collections.map((row) => row.handle),
      collections.map((row) => row.title),
      collections.map((row) => date(row.deletedAt)),
      collections.map((row) => date(row.sourceUpdatedAt)),
    ],
  );
}
