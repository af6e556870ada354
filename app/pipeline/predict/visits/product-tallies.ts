import type { LogTallies } from "../visitors/product-standings.ts";
import { newTally, standingOf } from "../visitors/product-standing.ts";
import type { ProductTally } from "../visitors/product-standing.ts";
import type { ProductStanding } from "../visitors/visitor-event.ts";
import type { Instant } from "../../shared/time.ts";

/** What was done with a shop's products by the time of a fit. Plain data. */
export interface ProductTallies {
  all: ProductTally;
  /** By the product's id. */
  products: Record<string, ProductTally>;
}

/** The products that were looked at most: of the others the shop's average is as good a guess as their few looks. */
const MOST_PRODUCTS = 2000;

/** Keeps the tallies of the products that were looked at most; `products[i]` is the id of number i. */
export function keepTallies(tallies: LogTallies, products: readonly string[]): ProductTallies {
  const entries = products
    .flatMap((id, number): [string, ProductTally][] => {
      const tally = tallies.products[number];
      return tally === undefined ? [] : [[id, tally]];
    })
    .sort(([one, a], [other, b]) => b.looks - a.looks || (one < other ? -1 : 1));
  return { all: tallies.all, products: Object.fromEntries(entries.slice(0, MOST_PRODUCTS)) };
}

/**
 * How a product stands at an instant, from what was known at the fit: popularity fades since then, and what all visitors
 * did since is not counted. So what is told of a person does not depend on what others do meanwhile, nor on its order.
 */
export const standingAt = (
  { all, products }: ProductTallies,
  product: string,
  at: Instant,
): ProductStanding =>
  standingOf((Object.hasOwn(products, product) ? products[product] : null) ?? newTally(), all, at);
