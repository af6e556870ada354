import type { KnownPrices } from "../pipeline/normalize/price-changes.ts";
import type { PriceChange, VariantRecord } from "../pipeline/shared/records.ts";
import type { PendingRawEvent } from "./raw-events.ts";
import type { Queryable } from "./transaction.ts";

/** What is stored of some variants; one that was never told is absent. */
export async function loadKnownPrices(
  db: Queryable,
  shopId: number,
  variantIds: string[],
): Promise<Map<string, KnownPrices>> {
  const { rows: variants } = await db.query<VariantRecord>(
    `SELECT variant_id AS "variantId", product_id AS "productId", price_minor AS "priceMinor",
       compare_at_minor AS "compareAtMinor", source_updated_at AS "sourceUpdatedAt"
     FROM variant WHERE shop_id = $1 AND variant_id = ANY($2::text[])`,
    [shopId, variantIds],
  );
  const known = new Map(
    variants.map((latest): [string, KnownPrices] => [latest.variantId, { latest, changes: [] }]),
  );
  const { rows: changes } = await db.query<PriceChange>(
    `SELECT variant_id AS "variantId", product_id AS "productId", changed_at AS "changedAt",
       from_minor AS "fromMinor", to_minor AS "toMinor"
     FROM price_change WHERE shop_id = $1 AND variant_id = ANY($2::text[]) ORDER BY changed_at`,
    [shopId, variantIds],
  );
  for (const change of changes) known.get(change.variantId)?.changes.push(change);
  return known;
}

/** What is stored of the variants of some products; one of which none was told is absent. */
export async function loadPricesOfProducts(
  db: Queryable,
  shopId: number,
  productIds: string[],
): Promise<Map<string, KnownPrices[]>> {
  if (productIds.length === 0) return new Map();
  const { rows } = await db.query<{ variantId: string }>(
    `SELECT variant_id AS "variantId" FROM variant WHERE shop_id = $1 AND product_id = ANY($2::text[])
     ORDER BY variant_id COLLATE "C"`,
    [shopId, productIds],
  );
  const known = await loadKnownPrices(
    db,
    shopId,
    rows.map(({ variantId }) => variantId),
  );
  return Map.groupBy(known.values(), ({ latest }) => latest.productId);
}

export async function addPriceChanges(
  db: Queryable,
  shopId: number,
  changes: PriceChange[],
): Promise<void> {
  if (changes.length === 0) return;
  await db.query(
    `INSERT INTO price_change (shop_id, variant_id, changed_at, product_id, from_minor, to_minor)
     SELECT $1, * FROM unnest($2::text[], $3::timestamptz[], $4::text[], $5::bigint[], $6::bigint[])`,
    [
      shopId,
      changes.map((row) => row.variantId),
      changes.map((row) => new Date(row.changedAt)),
      changes.map((row) => row.productId),
      changes.map((row) => row.fromMinor),
      changes.map((row) => row.toMinor),
    ],
  );
}

export async function removePriceChanges(
  db: Queryable,
  shopId: number,
  variantIds: string[],
): Promise<void> {
  await db.query("DELETE FROM price_change WHERE shop_id = $1 AND variant_id = ANY($2::text[])", [
    shopId,
    variantIds,
  ]);
}

/** Every raw event that told these products and was ingested before, found by an index of its own. */
export async function readTellingsOfProducts(
  db: Queryable,
  shopId: number,
  productIds: string[],
): Promise<PendingRawEvent[]> {
  const { rows } = await db.query<PendingRawEvent>(
    `SELECT raw_event_id AS "rawEventId", source, topic, received_at AS "receivedAt", wire
     FROM tellings_of_products($1, $2::text[])`,
    [shopId, productIds],
  );
  return rows;
}
