import { computeBenchmarks } from "../../../../app/pipeline/score/benchmarks.ts";
import type { ShopBenchmarks } from "../../../../app/pipeline/score/benchmarks.ts";
import type { CatalogProduct, ShopFacts } from "../../../../app/pipeline/segment/situation.ts";
import type { World } from "../simulate/world.ts";
import { DAY_MS } from "../simulate/world.ts";
import { orderAt } from "./facts-at.ts";

/** What the product knows of the shop at an instant. */
export interface ShopAt {
  facts(at: number): ShopFacts;
  /** Of the UTC midnight before. */
  benchmarks(at: number): ShopBenchmarks;
}

export function openShop(world: World): ShopAt {
  const byDay = new Map<number, ShopBenchmarks>();
  const byPrices = new Map<number, ShopFacts>();
  return {
    facts(at) {
      const later = world.prices.findIndex((told) => told.at > at);
      const count = later === -1 ? world.prices.length : later;
      const known = byPrices.get(count) ?? factsOf(world, count);
      byPrices.set(count, known);
      return known;
    },
    benchmarks(at) {
      const dayStart = Math.floor(at / DAY_MS) * DAY_MS;
      const known =
        byDay.get(dayStart) ??
        computeBenchmarks({
          customers: world.persons.map(({ orders }) =>
            orders.flatMap((order) => orderAt(order, dayStart - 1)),
          ),
          dayStart,
        });
      byDay.set(dayStart, known);
      return known;
    },
  };
}

function factsOf(world: World, pricesTold: number): ShopFacts {
  const catalog = new Map<string, CatalogProduct>();
  for (const { productId, priceMinor, at } of world.prices.slice(0, pricesTold)) {
    const product = world.products.find((one) => one.productId === productId);
    const known = catalog.get(productId);
    const hasFallen = known !== undefined && priceMinor < (known.priceMinor ?? 0);
    catalog.set(productId, {
      priceMinor,
      productType: product?.productType ?? null,
      vendor: product?.vendor ?? null,
      collectionIds: product?.collectionIds ?? [],
      droppedAt: hasFallen ? at : (known?.droppedAt ?? null),
    });
  }
  return { catalog, timeZone: world.timeZone, currency: world.currency };
}
