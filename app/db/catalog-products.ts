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
       ARRAY(SELECT collection_id FROM product_collection held
         WHERE held.shop_id = $1 AND held.product_id = product.product_id ORDER BY 1) AS "collectionIds",
       (SELECT max(changed_at) FROM price_change
         WHERE price_change.shop_id = $1 AND price_change.product_id = product.product_id
           AND to_minor < from_minor) AS "droppedAt"
     FROM product WHERE shop_id = $1 AND product_id = ANY($2::text[])`,
    [shopId, productIds],
  );
  return new Map(rows.map((row) => [row.productId, row]));
}
