import type { Queryable } from "./transaction.ts";

export interface LookRow {
  signal: string;
  /** "product:7880321196742" */
  about: string;
  at: number;
}

/** What a profile looked at since an instant: all its identities together, each within its window. */
export async function loadLooks(
  db: Queryable,
  shopId: number,
  asked: { profileId: number; signals: string[]; since: number },
): Promise<LookRow[]> {
  const { rows } = await db.query<LookRow>(
    `SELECT signal, about, occurred_at AS at FROM identity JOIN fact USING (shop_id, identity_id)
     WHERE shop_id = $1 AND profile_id = $2 AND signal = ANY($3::text[]) AND occurred_at >= $4 AND about IS NOT NULL
       AND (counts_from IS NULL OR extract(epoch FROM occurred_at) >= counts_from * 900::float8)
       AND (counts_until IS NULL OR extract(epoch FROM occurred_at) < counts_until * 900::float8)`,
    [shopId, asked.profileId, asked.signals, new Date(asked.since)],
  );
  return rows;
}

/** The merchant's word for what kind of thing each product is; products without one are left out. */
export async function loadProductTypes(
  db: Queryable,
  shopId: number,
  productIds: string[],
): Promise<Map<string, string>> {
  if (productIds.length === 0) return new Map();
  const { rows } = await db.query<{ productId: string; productType: string }>(
    `SELECT product_id AS "productId", product_type AS "productType" FROM product
     WHERE shop_id = $1 AND product_id = ANY($2::text[]) AND product_type IS NOT NULL`,
    [shopId, productIds],
  );
  return new Map(rows.map((row) => [row.productId, row.productType]));
}

/** The titles of collections, by id; of one that is not known there is none. */
export async function loadCollectionTitles(
  db: Queryable,
  shopId: number,
  collectionIds: string[],
): Promise<Map<string, string>> {
  if (collectionIds.length === 0) return new Map();
  const { rows } = await db.query<{ collectionId: string; title: string }>(
    `SELECT collection_id AS "collectionId", title FROM collection
     WHERE shop_id = $1 AND collection_id = ANY($2::text[]) AND title <> ''`,
    [shopId, collectionIds],
  );
  return new Map(rows.map((row) => [row.collectionId, row.title]));
}
