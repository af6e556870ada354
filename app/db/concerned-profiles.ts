import type { Queryable } from "./transaction.ts";

/**
 * The profiles that looked at some products, or ordered them. OFFSET 0 keeps one lookup a look and an order (see roll-up.ts):
 * joined, a few thousand of them have all identities and orders of the shop read.
 */
export async function findProfilesByProducts(
  db: Queryable,
  shopId: number,
  productIds: string[],
): Promise<number[]> {
  if (productIds.length === 0) return [];
  const { rows } = await db.query<{ profileId: number }>(
    `SELECT profile_id AS "profileId" FROM (
       SELECT DISTINCT identity_id FROM fact WHERE shop_id = $1 AND about = ANY($3::text[])) AS looked
     CROSS JOIN LATERAL (
       SELECT profile_id FROM identity WHERE identity.shop_id = $1 AND identity.identity_id = looked.identity_id OFFSET 0) AS person
     UNION
     SELECT profile_id FROM (
       SELECT DISTINCT order_id FROM order_line WHERE shop_id = $1 AND product_id = ANY($2::text[])) AS ordered
     CROSS JOIN LATERAL (
       SELECT customer_id FROM customer_order WHERE customer_order.shop_id = $1 AND customer_order.order_id = ordered.order_id OFFSET 0) AS placed
     CROSS JOIN LATERAL (
       SELECT profile_id FROM identity
       WHERE identity.shop_id = $1 AND identity.kind = 'customer' AND identity.key = placed.customer_id OFFSET 0) AS buyer`,
    [shopId, productIds, productIds.map((id) => `product:${id}`)],
  );
  return rows.map((row) => row.profileId);
}

/** The profiles of some customers; one that has none is left out. */
export async function findProfilesOfCustomers(
  db: Queryable,
  shopId: number,
  customerIds: string[],
): Promise<number[]> {
  if (customerIds.length === 0) return [];
  const { rows } = await db.query<{ profileId: number }>(
    `SELECT profile_id AS "profileId" FROM profile WHERE shop_id = $1 AND customer_id = ANY($2::text[])`,
    [shopId, customerIds],
  );
  return rows.map((row) => row.profileId);
}

/** Makes some profiles due. They are locked in the order of their ids, as by everybody who takes several. */
export async function makeProfilesDue(
  db: Queryable,
  shopId: number,
  due: { profileIds: number[]; now: number },
): Promise<void> {
  if (due.profileIds.length === 0) return;
  await db.query(
    `WITH locked AS (
       SELECT profile_id FROM profile WHERE shop_id = $1 AND profile_id = ANY($2::bigint[])
         AND (due_at IS NULL OR due_at > $3) ORDER BY profile_id FOR UPDATE)
     UPDATE profile SET due_at = $3 FROM locked
     WHERE profile.shop_id = $1 AND profile.profile_id = locked.profile_id`,
    [shopId, due.profileIds, new Date(due.now)],
  );
}
