import { applyHappening } from "../history/apply-happening.ts";
import type { HistoryIds } from "../history/apply-happening.ts";
import type { Shop } from "../state/shop.ts";
import { CATALOG } from "./catalog.ts";
import { makeShoppers } from "./make-shoppers.ts";
import { customerKeyOf, seedHistory } from "./seed-history.ts";

const DAY_MS = 86_400_000;

export interface LoadSeedInput {
  shop: Shop;
  seed: number;
  customers: number;
  /** ms at which the past ends: the clock's now. */
  endAt: number;
}

/**
 * Puts the catalog, the shoppers who bought before and their orders of a year into an empty shop, in
 * silence. A shop that has products already is left as it is. Answers whether anything was loaded.
 */
export function loadSeed({ shop, seed, customers, endAt }: LoadSeedInput): boolean {
  if (shop.counts().products > 0) return false;
  const happenings = seedHistory({ seed, customers, endAt });
  const firstAt = (happenings[0]?.at ?? endAt) - DAY_MS;
  const silent = (at: number) => ({ at, emit: false });
  const ids: HistoryIds = { customers: new Map(), orders: new Map(), products: new Map() };
  const shoppers = new Map(makeShoppers({ seed, customers }).map((s) => [customerKeyOf(s), s]));
  const collections = new Map<string, string[]>();
  shop.batch(() => {
    for (const { handle, title, priceMinor, collection } of CATALOG) {
      const input = { handle, title, priceMinor, productType: collection, createdAt: firstAt };
      const product = shop.createProduct({ ...input, sku: handle }, silent(firstAt));
      const variantId = product.variants[0]?.id ?? product.id;
      ids.products.set(handle, { productId: product.id, variantId });
      collections.set(collection, [...(collections.get(collection) ?? []), product.id]);
    }
    for (const [handle, productIds] of collections) {
      const title = handle.charAt(0).toUpperCase() + handle.slice(1).replaceAll("-", " ");
      shop.createCollection({ handle, title, productIds }, silent(firstAt));
    }
    for (const happening of happenings) {
      const key = happening.kind === "order" ? happening.order.customerKey : null;
      const shopper = key === null ? undefined : shoppers.get(key);
      if (key !== null && shopper !== undefined && !ids.customers.has(key)) {
        const { firstName, lastName, email } = shopper;
        const customer = { firstName, lastName, email, createdAt: happening.at };
        ids.customers.set(key, shop.createCustomer(customer, silent(happening.at)).id);
      }
      applyHappening({ shop, ids, happening, emit: false });
    }
  });
  return true;
}
