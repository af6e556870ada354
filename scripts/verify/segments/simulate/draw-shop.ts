import type { Random } from "../../../../dev-store/simulation/random.ts";
import { DAY_MS, HOUR_MS } from "./world.ts";
import type { PriceTold, Product } from "./world.ts";

const PRODUCTS = 30;
const COLLECTIONS = 6;
/** How often the price of a product changes in the simulated time: a third of the changes are falls that are undone. */
const MOST_CHANGES = 4;
export const PRODUCT_TYPES = ["Shoes", "Bags", "Hats"] as const;
export const VENDORS = ["Acme", "Globex"] as const;

/** Whole units of this many of the minor unit: prices of a yen shop have no decimals, of a dinar's three. */
export const majorUnit = (currency: string): number =>
  currency === "JPY" ? 1 : currency === "KWD" ? 1000 : 100;

/** Products in collections, and how their prices go. */
export function drawShop(input: {
  random: Random;
  startAt: number;
  endAt: number;
  currency: string;
}): { products: Product[]; collectionIds: string[]; prices: PriceTold[] } {
  const { random, startAt, endAt, currency } = input;
  const collectionIds = Array.from({ length: COLLECTIONS }, (_, index) => String(4_000 + index));
  const products = Array.from({ length: PRODUCTS }, (_, index): Product => {
    const inCollections = collectionIds.filter(() => random.chance(0.25));
    return {
      productId: String(80_000 + index),
      variantId: String(90_000 + index),
      productType: random.chance(0.15) ? null : random.pick(PRODUCT_TYPES),
      vendor: random.pick(VENDORS),
      collectionIds: inCollections,
    };
  });
  const prices = products.flatMap(({ productId }): PriceTold[] => {
    const first = random.between(5, 120) * majorUnit(currency);
    const changes = Array.from({ length: random.between(0, MOST_CHANGES) }, () => ({
      at: startAt + HOUR_MS + Math.floor(random.next() * (endAt - startAt - DAY_MS)),
      productId,
      priceMinor: Math.round(first * random.pick([0.6, 0.8, 0.9, 1, 1.2])),
    }));
    return [{ at: startAt, productId, priceMinor: first }, ...changes];
  });
  return { products, collectionIds, prices: prices.sort((a, b) => a.at - b.at) };
}
