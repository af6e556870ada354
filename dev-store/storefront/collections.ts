import { createHash } from "node:crypto";
import type { Shop } from "../state/shop.ts";
import type { Product } from "../state/types.ts";

export interface Collection {
  /** null: the page of all products, which is no collection that somebody made. */
  id: string | null;
  handle: string;
  title: string;
}

const ALL: Collection = { id: null, handle: "all", title: "All products" };

/** The shop's collections: one for each type of product, which is how its products are sorted on the shelf. */
export function listCollections(shop: Shop): Collection[] {
  const types = new Set<string>();
  for (const { productType, status } of shop.products())
    if (productType !== "" && status === "ACTIVE") types.add(productType);
  return [...types].map((type) => toCollection(shop, type));
}

export function findCollection(shop: Shop, handle: string): Collection | undefined {
  if (handle === ALL.handle) return ALL;
  return listCollections(shop).find((collection) => collection.handle === handle);
}

export function isInCollection(shop: Shop, collection: Collection, product: Product): boolean {
  if (product.status !== "ACTIVE") return false;
  return (
    collection.id === null || toCollection(shop, product.productType).handle === collection.handle
  );
}

function toCollection(shop: Shop, type: string): Collection {
  const handle = type.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  const words = type.replaceAll("-", " ");
  return {
    id: collectionIdOf(`${shop.domain} ${handle}`),
    handle,
    title: words.charAt(0).toUpperCase() + words.slice(1),
  };
}

/** 13 digits, always the same for the same collection of the same shop. */
function collectionIdOf(name: string): string {
  const hash = createHash("sha256").update(name).digest().readUIntBE(0, 5);
  return String(4_800_000_000_000 + hash);
}
