import type { Fifth } from "./rfm-groups.ts";

/** The four values that part a shop's customers into fifths, in ascending order; they may be equal. */
export type FifthCuts = readonly [number, number, number, number];

/**
 * The lines between the fifths of a shop's customers, as of a UTC midnight. Cuts and not ranks, so that a
 * customer who orders is placed anew at once. Plain data.
 */
export interface RfmFifths {
  /** Customers with an order that counts, at any time before the midnight. */
  customers: number;
  /** Instants of last orders: who reaches a cut is above it. */
  recency: FifthCuts;
  /** Numbers of orders: who exceeds a cut is above it. */
  frequency: FifthCuts;
  /** Net revenue in minor units: who exceeds a cut is above it. */
  monetary: FifthCuts;
}

/** Fifths of fewer customers are empty: there is nobody to compare with. */
const MIN_CUSTOMERS = 5;

/**
 * Cuts between fifths by rank, from each customer's last order, number of orders and net revenue, all three in
 * ascending order. Where nobody ties, the fifths differ by one customer at most. Null with fewer than five.
 */
export function cutFifths(sorted: {
  lastOrders: Float64Array;
  orderCounts: Float64Array;
  revenues: Float64Array;
}): RfmFifths | null {
  const { lastOrders, orderCounts, revenues } = sorted;
  const customers = lastOrders.length;
  if (customers < MIN_CUSTOMERS) return null;
  // The first value that is not wholly within the lowest fifths: whoever ties with it is above the cut.
  const reached = (fifths: number) => lastOrders[Math.floor((fifths * customers) / 5)] ?? NaN;
  // The last value within the lowest fifths: whoever ties with it is below the cut.
  const exceeded = (values: Float64Array) => (fifths: number) =>
    values[Math.ceil((fifths * customers) / 5) - 1] ?? NaN;
  return {
    customers,
    recency: cutsAt(reached),
    frequency: cutsAt(exceeded(orderCounts)),
    monetary: cutsAt(exceeded(revenues)),
  };
}

const cutsAt = (cut: (fifths: number) => number): FifthCuts => [cut(1), cut(2), cut(3), cut(4)];

const FIFTHS: readonly Fifth[] = [1, 2, 3, 4, 5];

// Written out, since a shop's history asks them of every customer on every day.

/** The class of a value by cuts that are reached: who ties with a cut is above it. */
export const fifthReached = ([a, b, c, d]: FifthCuts, value: number): Fifth =>
  FIFTHS[Number(value >= a) + Number(value >= b) + Number(value >= c) + Number(value >= d)] ?? 1;

/** The class of a value by cuts that are exceeded: who ties with a cut is below it. */
export const fifthExceeded = ([a, b, c, d]: FifthCuts, value: number): Fifth =>
  FIFTHS[Number(value > a) + Number(value > b) + Number(value > c) + Number(value > d)] ?? 1;
