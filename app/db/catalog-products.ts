import type { Queryable } from "./transaction.ts";

/** A product as conditions ask for it: as it is now. */
export interface CatalogRow {
  productId: string;
  /** Its lowest price in minor units of the shop's currency; null: it has none. */
  priceMinor: number | null;
  productType: string | null;
  vendor: string | null;
  collectionIds: string[];
  /** When the price of one of its variants fell last; null: never since prices are followed. */
  droppedAt: number | null;
}

/** Some products as they are now; one that was never told is absent. */
export async function loadCatalogProducts(
  db: Queryable,
  shopId: number,
  productIds: string[],
): Promise<Map<string, CatalogRow>> {
  if (productIds.length === 0) return new Map();
  const { rows } = await db.query<CatalogRow>(
    `SELECT product_id AS "productId", price_minor AS "priceMinor", product_type AS "productType", vendor,
       COALESCE(held.ids, '{}') AS "collectionIds", "droppedAt"
     FROM product
       LEFT JOIN (SELECT product_id, array_agg(collection_id ORDER BY collection_id) AS ids FROM product_collection
         WHERE shop_id = $1 AND product_id = ANY($2::text[]) GROUP BY product_id) AS held USING (product_id)
       LEFT JOIN (SELECT product_id, max(changed_at) AS "droppedAt" FROM price_change
         WHERE shop_id = $1 AND product_id = ANY($2::text[]) AND to_minor < from_minor GROUP BY product_id) AS dropped
         USING (product_id)
     WHERE shop_id = $1 AND product_id = ANY($2::text[])`,
    [shopId, productIds],
  );
  return new Map(rows.map((row) => [row.productId, row]));
}
