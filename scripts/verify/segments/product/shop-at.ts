import { readPriceChanges } from "../../../../app/pipeline/normalize/price-changes.ts";
import { readPriceSteps } from "../../../../app/pipeline/normalize/price-steps.ts";
import type { PriceStep } from "../../../../app/pipeline/normalize/price-steps.ts";
import { computeBenchmarks } from "../../../../app/pipeline/score/benchmarks.ts";
import type { ShopBenchmarks } from "../../../../app/pipeline/score/benchmarks.ts";
import type { CatalogProduct, ShopFacts } from "../../../../app/pipeline/segment/situation.ts";
import { changesOfShop, ordersByCustomer } from "../simulate/merged-orders.ts";
import type { Product, World } from "../simulate/world.ts";
import { DAY_MS } from "../simulate/world.ts";
import { orderAt } from "./facts-at.ts";

/** What the product knows of the shop at an instant. */
export interface ShopAt {
  facts(at: number): ShopFacts;
  /** As of the UTC midnight before. */
  benchmarks(at: number): ShopBenchmarks;
  pricesOf: PricesOf;
}

/**
 * What the product of "product:…" cost when; nothing of anything else. All that is ever told is among it: a look is
 * worth what was told before it.
 */
export type PricesOf = (about: string) => readonly PriceStep[];

export function openShop(world: World): ShopAt {
  const changes = changesOfShop(world);
  const known = new Map<number, ShopBenchmarks>();
  const byPrices = new Map<number, ShopFacts>();
  const steps = new Map(
    world.products.map((product) => [`product:${product.productId}`, stepsOf(product, world)]),
  );
  return {
    pricesOf: (about) => steps.get(about) ?? [],
    facts(at) {
      const later = world.prices.findIndex((told) => told.at > at);
      const count = later === -1 ? world.prices.length : later;
      const facts = byPrices.get(count) ?? factsOf(world, count);
      byPrices.set(count, facts);
      return facts;
    },
    benchmarks(at) {
      const dayStart = Math.floor(at / DAY_MS) * DAY_MS;
      const since = changes.findLast((change) => change <= at) ?? dayStart;
      const values =
        known.get(since) ??
        computeBenchmarks({
          customers: ordersByCustomer(world.persons, at).map((orders) =>
            orders.flatMap((order) => orderAt(order, dayStart - 1)),
          ),
          dayStart,
        });
      known.set(since, values);
      return values;
    },
  };
}

function stepsOf({ productId, variantId }: Product, { prices }: World): PriceStep[] {
  const tellings = prices
    .filter((told) => told.productId === productId)
    .map(({ at, priceMinor }) => ({
      ...{ variantId, productId, priceMinor, compareAtMinor: null, sourceUpdatedAt: at },
    }));
  const latest = tellings.at(-1);
  return latest === undefined
    ? []
    : readPriceSteps([{ latest, changes: readPriceChanges(tellings) }]);
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
