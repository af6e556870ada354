import { minorUnitExponent } from "../shared/money.ts";
import { assertNever } from "../shared/outcome.ts";
import type { Instant } from "../shared/time.ts";
import type { Filter } from "./condition-tree.ts";
import type { Period } from "./occurrence.ts";
import type { CatalogProduct, ShopFacts } from "./situation.ts";
import { endOf } from "./span.ts";
import type { Measure } from "./span.ts";

export const ALWAYS: Period = { from: -Infinity, until: Infinity };

/** An amount as a person writes it, in whole minor units. */
export const minorOf = (amount: number, currency: string): number =>
  Math.round(amount * 10 ** minorUnitExponent(currency));

/**
 * When a product passes all of some filters: always, never (null), or after a price drop for a while. How an order
 * was placed is not asked here. A product that the catalog does not know passes no filter but its own id.
 * @param input.at when it was done what is asked about, the last of it: what came afterwards came later
 */
export function productPeriod(input: {
  productId: string;
  at: Instant;
  where: readonly Filter[];
  shop: ShopFacts;
  measure: Measure;
}): Period | null {
  const { productId, at, where, shop, measure } = input;
  const product = shop.catalog.get(productId);
  let { from, until } = ALWAYS;
  for (const filter of where) {
    if (filter.kind === "price-dropped") {
      const droppedAt = product?.droppedAt ?? null;
      if (droppedAt === null || (filter.afterwards && droppedAt <= at)) return null;
      from = Math.max(from, droppedAt);
      until = Math.min(until, endOf(droppedAt, filter.within, measure));
    } else if (!isPassed({ filter, productId, product, currency: shop.currency })) {
      return null;
    }
  }
  return from < until ? { from, until } : null;
}

const isAlways = ({ from, until }: Period): boolean => from === -Infinity && until === Infinity;

/** The instants of interest of a list of periods are its own; where one holds always there are none. */
export const asPasses = (periods: readonly Period[]): readonly Period[] | null =>
  periods.some(isAlways) ? null : periods;

function isPassed(input: {
  filter: Exclude<Filter, { kind: "price-dropped" }>;
  productId: string;
  product: CatalogProduct | undefined;
  currency: string;
}): boolean {
  const { filter, productId, product, currency } = input;
  switch (filter.kind) {
    case "product":
      return filter.ids.includes(productId);
    case "collection":
      return product?.collectionIds.some((id) => filter.ids.includes(id)) ?? false;
    case "product-type":
      return typeof product?.productType === "string" && filter.names.includes(product.productType);
    case "vendor":
      return typeof product?.vendor === "string" && filter.names.includes(product.vendor);
    case "price":
      return isPriced(filter, product?.priceMinor ?? null, currency);
    case "channel":
    case "discounted":
      return true;
    default:
      return assertNever(filter);
  }
}

const isPriced = (
  { from, below }: { from: number | null; below: number | null },
  priceMinor: number | null,
  currency: string,
): boolean =>
  priceMinor !== null &&
  (from === null || priceMinor >= minorOf(from, currency)) &&
  (below === null || priceMinor < minorOf(below, currency));
