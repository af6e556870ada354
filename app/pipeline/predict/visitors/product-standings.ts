import { SIGNALS } from "../../shared/signals.ts";
import type { Signal } from "../../shared/signals.ts";
import type { VisitorLog } from "./event-log.ts";
import { countDeal, newTally, standingOf } from "./product-standing.ts";
import type { ProductTally } from "./product-standing.ts";

/** How the product of each row stood just before it; 0 in rows without one. */
export interface ProductStandings {
  popularity: Float32Array;
  cartLift: Float32Array;
  orderLift: Float32Array;
}

const DEALS: Readonly<Partial<Record<Signal, "look" | "add" | "order">>> = {
  product_viewed: "look",
  product_added_to_cart: "add",
  order_placed: "order",
};

/** What was done with each product by the end of a log, and with all of them. */
export interface LogTallies {
  /** By the number of the product. */
  products: ProductTally[];
  all: ProductTally;
}

/** Goes once through the log in order of time: what a row is told of its product has happened before the row. */
export function standProducts(log: VisitorLog): {
  standings: ProductStandings;
  tallies: LogTallies;
} {
  const standings = {
    popularity: new Float32Array(log.size),
    cartLift: new Float32Array(log.size),
    orderLift: new Float32Array(log.size),
  };
  const tallies: ProductTally[] = [];
  const all = newTally();
  for (const row of log.byTime) {
    const product = log.product[row] ?? -1;
    if (product < 0) continue;
    const at = log.at[row] ?? 0;
    const tally = (tallies[product] ??= newTally());
    const standing = standingOf(tally, all, at);
    standings.popularity[row] = standing.popularity;
    standings.cartLift[row] = standing.cartLift;
    standings.orderLift[row] = standing.orderLift;
    const deal = DEALS[SIGNALS[log.signal[row] ?? 0] ?? "page_viewed"];
    if (deal === undefined) continue;
    countDeal(tally, deal, at);
    countDeal(all, deal, at);
  }
  return { standings, tallies: { products: tallies, all } };
}
