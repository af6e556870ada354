import { acrossShops } from "./shop-scope.ts";
import type { Queryable } from "./transaction.ts";

// Which products are in which collections, as last read from Shopify: no webhook tells it.

/** What was read of a product: all collections that it is in. */
export interface CollectionsOfProduct {
  productId: string;
  collections: { collectionId: string; handle: string; title: string }[];
}

/** Lets the collections of some products be read: they were told anew. One never read is due as it is. */
export async function askForCollections(
  db: Queryable,
  shopId: number,
  asked: { productIds: string[]; now: number },
): Promise<void> {
  if (asked.productIds.length === 0) return;
  await db.query(
    `UPDATE product SET collections_due_at = $3 WHERE shop_id = $1 AND product_id = ANY($2::text[])
       AND deleted_at IS NULL AND collections_due_at > '1970-01-01'`,
    [shopId, asked.productIds, new Date(asked.now)],
  );
}

/** Lets the products of some collections be read: somebody changed the collection. */
export async function askForProducts(
  db: Queryable,
  shopId: number,
  asked: { collectionIds: string[]; now: number },
): Promise<void> {
  if (asked.collectionIds.length === 0) return;
  await db.query(
    `UPDATE collection SET products_due_at = $3 WHERE shop_id = $1 AND collection_id = ANY($2::text[])`,
    [shopId, asked.collectionIds, new Date(asked.now)],
  );
}

/** Ready shops with products or collections to read. */
export async function findShopsToReadCollections(
  db: Queryable,
  due: { now: number; limit: number; except: number[] },
): Promise<number[]> {
  const { rows } = await acrossShops(db).query<{ shopId: number }>(
    `SELECT shop_id AS "shopId" FROM shop WHERE status = 'installed' AND ready_at IS NOT NULL
       AND shop_id <> ALL($3::int[])
       AND (EXISTS (SELECT FROM product WHERE product.shop_id = shop.shop_id AND collections_due_at <= $1)
         OR EXISTS (SELECT FROM collection WHERE collection.shop_id = shop.shop_id AND products_due_at <= $1))
     ORDER BY shop_id LIMIT $2`,
    [new Date(due.now), due.limit, due.except],
  );
  return rows.map((row) => row.shopId);
}

export async function findDueProducts(
  db: Queryable,
  shopId: number,
  due: { now: number; limit: number },
): Promise<string[]> {
  const { rows } = await db.query<{ productId: string }>(
    `SELECT product_id AS "productId" FROM product WHERE shop_id = $1 AND collections_due_at <= $2
     ORDER BY collections_due_at, product_id LIMIT $3`,
    [shopId, new Date(due.now), due.limit],
  );
  return rows.map((row) => row.productId);
}

/** A collection whose products are to be read; null: none. */
export async function findDueCollection(
  db: Queryable,
  shopId: number,
  now: number,
): Promise<{ collectionId: string; productsDueAt: number } | null> {
  const { rows } = await db.query<{ collectionId: string; productsDueAt: number }>(
    `SELECT collection_id AS "collectionId", products_due_at AS "productsDueAt" FROM collection
     WHERE shop_id = $1 AND products_due_at <= $2 ORDER BY products_due_at, collection_id LIMIT 1`,
    [shopId, new Date(now)],
  );
  return rows[0] ?? null;
}

/**
 * Notes the collections of products that were asked for. One that Shopify does not know any more is in none, and
 * is not asked for again.
 * @returns the products that are in others than before
 */
export async function saveCollectionsOfProducts(
  db: Queryable,
  shopId: number,
  read: { asked: string[]; askedAt: number; found: CollectionsOfProduct[]; nextAt: number },
): Promise<string[]> {
  const pairs = read.found.flatMap(({ productId, collections }) =>
    collections.map(({ collectionId }) => ({ productId, collectionId })),
  );
  const changed = await replacePairs(db, shopId, {
    side: "product_id",
    ids: read.asked,
    pairs,
  });
  const found = read.found.map(({ productId }) => productId);
  // One that was told anew meanwhile stays due.
  await db.query(
    `UPDATE product SET collections_due_at = CASE WHEN product_id = ANY($3::text[]) THEN $4::timestamptz ELSE 'infinity' END
     WHERE shop_id = $1 AND product_id = ANY($2::text[]) AND collections_due_at <= $5`,
    [shopId, read.asked, found, new Date(read.nextAt), new Date(read.askedAt)],
  );
  await saveTitles(db, shopId, read.found);
  return changed;
}

/** Notes the products of a collection. @returns those that came or went */
export async function saveProductsOfCollection(
  db: Queryable,
  shopId: number,
  read: { collectionId: string; productIds: string[]; productsDueAt: number },
): Promise<string[]> {
  const { collectionId } = read;
  const pairs = read.productIds.map((productId) => ({ productId, collectionId }));
  const side = "collection_id";
  const changed = await replacePairs(db, shopId, { side, ids: [collectionId], pairs });
  // Where it was changed again meanwhile, it stays due.
  await db.query(
    `UPDATE collection SET products_due_at = NULL WHERE shop_id = $1 AND collection_id = $2 AND products_due_at = $3`,
    [shopId, collectionId, new Date(read.productsDueAt)],
  );
  return changed;
}

/** All pairs of some products, or of some collections, become those that were read. @returns products that differ */
async function replacePairs(
  db: Queryable,
  shopId: number,
  read: {
    side: "product_id" | "collection_id";
    ids: string[];
    pairs: { productId: string; collectionId: string }[];
  },
): Promise<string[]> {
  const columns = [
    read.pairs.map((pair) => pair.productId),
    read.pairs.map((pair) => pair.collectionId),
  ];
  const gone = await db.query<{ productId: string }>(
    `DELETE FROM product_collection held WHERE shop_id = $1 AND ${read.side} = ANY($2::text[])
       AND NOT EXISTS (SELECT FROM unnest($3::text[], $4::text[]) AS pair(product_id, collection_id)
         WHERE pair.product_id = held.product_id AND pair.collection_id = held.collection_id)
     RETURNING product_id AS "productId"`,
    [shopId, read.ids, ...columns],
  );
  const come = await db.query<{ productId: string }>(
    `INSERT INTO product_collection (shop_id, product_id, collection_id)
     SELECT DISTINCT $1::int, product_id, collection_id
     FROM unnest($2::text[], $3::text[]) AS pair(product_id, collection_id)
     ON CONFLICT DO NOTHING RETURNING product_id AS "productId"`,
    [shopId, ...columns],
  );
  return [...new Set([...gone.rows, ...come.rows].map((row) => row.productId))];
}

/** A collection that no webhook told of becomes known by name; one that is known keeps what webhooks told. */
async function saveTitles(
  db: Queryable,
  shopId: number,
  found: CollectionsOfProduct[],
): Promise<void> {
  const seen = new Map(
    found.flatMap(({ collections }) => collections).map((one) => [one.collectionId, one]),
  );
  const rows = [...seen.values()];
  await db.query(
    `INSERT INTO collection (shop_id, collection_id, handle, title, source_updated_at)
     SELECT $1, *, to_timestamp(0) FROM unnest($2::text[], $3::text[], $4::text[]) ON CONFLICT DO NOTHING`,
    [
      shopId,
      rows.map((row) => row.collectionId),
      rows.map((row) => row.handle),
      rows.map((row) => row.title),
    ],
  );
}

/** The collections of every product of the shop, by product. */
export async function loadProductCollections(
  db: Queryable,
  shopId: number,
): Promise<Map<string, string[]>> {
  const { rows } = await db.query<{ productId: string; collectionIds: string[] }>(
    `SELECT product_id AS "productId", array_agg(collection_id ORDER BY collection_id) AS "collectionIds"
     FROM product_collection WHERE shop_id = $1 GROUP BY product_id`,
    [shopId],
  );
  return new Map(rows.map((row) => [row.productId, row.collectionIds]));
}
