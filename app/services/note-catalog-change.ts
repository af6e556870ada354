import { findProfilesByProducts, makeProfilesDue } from "../db/concerned-profiles.ts";
import { announceDue } from "../db/shop-work.ts";
import type { Queryable } from "../db/transaction.ts";
import { loadShopSegments } from "./shop-segments.ts";

/**
 * The profiles whose memberships products decide that have changed: those that looked at them or ordered them, where
 * a condition of the shop asks what a product is now. Nobody, where none does.
 */
export async function findConcerned(
  db: Queryable,
  shopId: number,
  productIds: string[],
): Promise<number[]> {
  if (productIds.length === 0) return [];
  const { requirements } = await loadShopSegments(db, shopId);
  return requirements.catalog ? findProfilesByProducts(db, shopId, productIds) : [];
}

/** Lets everybody be looked at whose memberships hang on products that have changed. */
export async function noteCatalogChange(
  db: Queryable,
  shopId: number,
  change: { productIds: string[]; now: number },
): Promise<void> {
  const profileIds = await findConcerned(db, shopId, change.productIds);
  if (profileIds.length === 0) return;
  await makeProfilesDue(db, shopId, { profileIds, now: change.now });
  await announceDue(db, shopId, change.now);
}
