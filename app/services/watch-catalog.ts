import { isDeepStrictEqual } from "node:util";
import { findProfilesByProducts } from "../db/concerned-profiles.ts";
import { loadCatalogProducts } from "../db/catalog-products.ts";
import { askForCollections, askForProducts } from "../db/product-collections.ts";
import type { Queryable } from "../db/transaction.ts";
import type { Normalized } from "../pipeline/shared/records.ts";
import { loadShopSegments } from "./shop-segments.ts";

/**
 * Looks at what a batch tells of products before it is saved, so that afterwards can be said whose memberships it
 * may change: of those who looked at a product or ordered it that is another one now, where a condition of the shop
 * asks for that.
 */
export async function watchCatalog(
  db: Queryable,
  shopId: number,
  told: Pick<Normalized, "products" | "variants" | "collections">,
): Promise<{ findConcerned(now: number): Promise<number[]> }> {
  const productIds = [
    ...new Set([...told.products, ...told.variants].map(({ productId }) => productId)),
  ];
  const collectionIds = told.collections.map(({ collectionId }) => collectionId);
  const isAsked =
    productIds.length > 0 && (await loadShopSegments(db, shopId)).requirements.catalog;
  const before = await loadCatalogProducts(db, shopId, isAsked ? productIds : []);
  return {
    async findConcerned(now) {
      await askForCollections(db, shopId, {
        productIds: told.products.map(({ productId }) => productId),
        now,
      });
      await askForProducts(db, shopId, { collectionIds, now });
      const after = await loadCatalogProducts(db, shopId, isAsked ? productIds : []);
      const changed = productIds.filter((id) => !isDeepStrictEqual(before.get(id), after.get(id)));
      return findProfilesByProducts(db, shopId, changed);
    },
  };
}
