import type { Shop } from "../state/shop.ts";
import type { Product } from "../state/types.ts";

/** What a page shows as a collection. */
export interface ShownCollection {
  /** null: the page of all products, which is no collection that somebody made. */
  id: string | null;
  handle: string;
  title: string;
  /** null: all. */
  productIds: ReadonlySet<string> | null;
}

const ALL: ShownCollection = { id: null, handle: "all", title: "All products", productIds: null };

export function findCollection(shop: Shop, handle: string): ShownCollection | undefined {
  if (handle === ALL.handle) return ALL;
  for (const collection of shop.collections()) {
    if (collection.handle === handle)
      return { ...collection, productIds: new Set(collection.productIds) };
  }
  return undefined;
}

export function isShownIn({ productIds }: ShownCollection, { id, status }: Product): boolean {
  return status === "ACTIVE" && (productIds === null || productIds.has(id));
}
