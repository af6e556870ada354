import { isDeepStrictEqual } from "node:util";
import { findProfilesByProducts } from "../db/concerned-profiles.ts";
import { loadCatalogProducts } from "../db/catalog-products.ts";
import { loadPricesOfProducts } from "../db/prices.ts";
import { askForCollections, askForProducts } from "../db/product-collections.ts";
import type { Queryable } from "../db/transaction.ts";
import type { KnownPrices } from "../pipeline/normalize/price-changes.ts";
import { readPriceSteps } from "../pipeline/normalize/price-steps.ts";
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
  const asked = productIds.length > 0 ? (await loadShopSegments(db, shopId)).requirements : null;
  const read = async () => ({
    products: await loadCatalogProducts(db, shopId, asked?.catalog === true ? productIds : []),
    // What a product cost once can turn out to be another amount, though what it costs now stays.
    prices: await loadPricesOfProducts(db, shopId, (asked?.priced.size ?? 0) > 0 ? productIds : []),
  });
  const before = await read();
  return {
    async findConcerned(now) {
      await askForCollections(db, shopId, {
        productIds: told.products.map(({ productId }) => productId),
        now,
      });
      await askForProducts(db, shopId, { collectionIds, now });
      const after = await read();
      const changed = productIds.filter(
        (id) =>
          !isDeepStrictEqual(before.products.get(id), after.products.get(id)) ||
          !isDeepStrictEqual(stepsOf(before.prices.get(id)), stepsOf(after.prices.get(id))),
      );
      return findProfilesByProducts(db, shopId, changed);
    },
  };
}

const stepsOf = (known: readonly KnownPrices[] = []) => readPriceSteps(known);
