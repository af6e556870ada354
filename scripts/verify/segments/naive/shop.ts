import { changesOfShop, ordersByCustomer } from "../simulate/merged-orders.ts";
import type { World } from "../simulate/world.ts";
import { DAY_MS } from "../simulate/world.ts";
import { benchmarksAt } from "./benchmarks.ts";
import type { NaiveBenchmarks } from "./benchmarks.ts";
import { readCalendar } from "./calendar.ts";
import type { Calendar } from "./calendar.ts";

/** A product as it is at an instant. */
export interface NaiveProduct {
  productType: string | null;
  vendor: string;
  collectionIds: readonly string[];
  priceMinor: number;
  droppedAt: number | null;
}

/** What is the same for everybody: the calendar, the goods, and the shop to compare with. */
export interface NaiveShop {
  world: World;
  calendar: Calendar;
  benchmarks(at: number): NaiveBenchmarks;
  /** The instants from which on they may be others, ascending. */
  changes: readonly number[];
  /** undefined: the shop has no such product. */
  product(productId: string, at: number): NaiveProduct | undefined;
  /** What a product cost at an instant, as told by then; before any telling what was told first. 0: no such product. */
  priceAt(productId: string, at: number): number;
  /** The instants at which a product's price was told to be another one. */
  priceChanges(productId: string): readonly number[];
}

/** Conditions of the longest durations look so far back, and a flip lies so far ahead. */
const CALENDAR_MARGIN_MS = 500 * DAY_MS;

export function openNaiveShop(world: World): NaiveShop {
  const { startAt, endAt, timeZone, products, prices } = world;
  const calendar = readCalendar(timeZone, {
    from: startAt - CALENDAR_MARGIN_MS,
    to: endAt + CALENDAR_MARGIN_MS,
  });
  const changes = changesOfShop(world);
  const known = new Map<number, NaiveBenchmarks>();
  const goods = new Map(products.map((product) => [product.productId, product]));
  const pricesOf = new Map(
    products.map(({ productId }) => [
      productId,
      prices.filter((told) => told.productId === productId),
    ]),
  );
  return {
    world,
    calendar,
    changes,
    benchmarks(at) {
      const midnight = Math.floor(at / DAY_MS) * DAY_MS;
      const since = changes.findLast((change) => change <= at) ?? midnight;
      const values =
        known.get(since) ?? benchmarksAt(ordersByCustomer(world.persons, at), midnight);
      known.set(since, values);
      return values;
    },
    product(productId, at) {
      const product = goods.get(productId);
      let priceMinor: number | null = null;
      let droppedAt: number | null = null;
      for (const told of pricesOf.get(productId) ?? []) {
        if (told.at > at) break;
        if (priceMinor !== null && told.priceMinor < priceMinor) droppedAt = told.at;
        priceMinor = told.priceMinor;
      }
      if (product === undefined || priceMinor === null) return undefined;
      const { productType, vendor, collectionIds } = product;
      return { productType, vendor, collectionIds, priceMinor, droppedAt };
    },
    priceAt(productId, at) {
      const told = pricesOf.get(productId) ?? [];
      return (told.filter((price) => price.at <= at).at(-1) ?? told[0])?.priceMinor ?? 0;
    },
    priceChanges: (productId) => (pricesOf.get(productId) ?? []).map(({ at }) => at),
  };
}
