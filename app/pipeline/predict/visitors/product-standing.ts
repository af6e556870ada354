import { DAY_MS } from "../../shared/time.ts";
import type { Instant } from "../../shared/time.ts";
import type { ProductStanding } from "./visitor-event.ts";

/** What all visitors together did with one product, or with all products. Plain data. */
export interface ProductTally {
  /** Looks, halved with every `POPULARITY_HALF_LIFE_MS`, as of `asOf`. */
  recentLooks: number;
  asOf: Instant;
  looks: number;
  adds: number;
  orders: number;
}

const POPULARITY_HALF_LIFE_MS = 7 * DAY_MS;

/**
 * A product is believed to sell as all do, with the weight of so many looks, until it has shown otherwise: without it
 * one purchase at the third look would count for more than fifty at a thousand.
 */
const USUAL_LOOKS = 100;

export const newTally = (): ProductTally => ({
  recentLooks: 0,
  asOf: 0,
  looks: 0,
  adds: 0,
  orders: 0,
});

/** Counts what somebody did with a product. Instants come in order. */
export function countDeal(tally: ProductTally, deal: "look" | "add" | "order", at: Instant): void {
  switch (deal) {
    case "look":
      tally.recentLooks = recentLooksAt(tally, at) + 1;
      tally.asOf = at;
      tally.looks += 1;
      return;
    case "add":
      tally.adds += 1;
      return;
    case "order":
      tally.orders += 1;
      return;
  }
}

/** How a product stands against all products as of an instant, from what was counted before it. */
export function standingOf(product: ProductTally, all: ProductTally, at: Instant): ProductStanding {
  return {
    popularity: Math.log1p(recentLooksAt(product, at)),
    cartLift: liftOf(product.adds, product.looks, rateOf(all.adds, all.looks)),
    orderLift: liftOf(product.orders, product.looks, rateOf(all.orders, all.looks)),
  };
}

const recentLooksAt = ({ recentLooks, asOf }: ProductTally, at: Instant): number =>
  recentLooks * 2 ** (-Math.max(0, at - asOf) / POPULARITY_HALF_LIFE_MS);

/** The usual rate, a little above 0 in a shop that has sold nothing yet, so that the logarithm is finite. */
const rateOf = (times: number, looks: number): number => (times + 1) / (looks + USUAL_LOOKS);

const liftOf = (times: number, looks: number, usual: number): number =>
  Math.log((times / usual + USUAL_LOOKS) / (looks + USUAL_LOOKS));
