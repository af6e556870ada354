import type { Instant } from "../shared/time.ts";
import type { ShopBenchmarks } from "./benchmarks.ts";
import { sumRevenue } from "./counted-orders.ts";
import type { CountedOrder } from "./counted-orders.ts";
import { decayPoints } from "./decay.ts";
import { toMicro } from "./micro-points.ts";
import type { ValueModel } from "./model.ts";
import { unknownScore } from "./scores.ts";
import type { Contribution, Score, ValueTerm } from "./scores.ts";

/**
 * What a customer has been worth, against the shop's customers: money of the last 365 days (which
 * tenth of the customers it reaches), orders of the same days, and how long ago the last one was
 * on the scale of the shop's typical gap. `orders` come from `countOrders`. Without an order, or
 * without anybody to compare with, the score is unknown.
 */
export function scoreValue(input: {
  orders: readonly CountedOrder[];
  benchmarks: ShopBenchmarks;
  model: ValueModel;
  at: Instant;
}): Score {
  const { orders, benchmarks, model, at } = input;
  const last = orders.at(-1);
  if (last === undefined) return unknownScore("no-orders-yet");
  if (benchmarks.customers === 0) return unknownScore("no-benchmarks-yet");

  const { revenueMinor, count } = sumRevenue(orders, at);
  const tenths = tenthsReached(revenueMinor, benchmarks);
  const monetary = toMicro(model.pointsPerDecile) * tenths;
  const allOrders = toMicro(model.pointsPerOrder) * count;
  const frequency = Math.min(toMicro(model.frequencyCap), allOrders);
  const fresh = toMicro(model.recencyPoints);
  const recency = decayPoints(fresh, (at - last.placedAt) / benchmarks.typicalGapMs);
  const contributions = [
    term({
      term: "monetary",
      count: tenths,
      earned: monetary,
      decayed: monetary,
      points: monetary,
    }),
    term({ term: "frequency", count, earned: allOrders, decayed: allOrders, points: frequency }),
    term({ term: "recency", count: 1, earned: fresh, decayed: recency, points: recency }),
  ].filter((line) => line.points > 0);
  return { points: monetary + frequency + recency, contributions };
}

/**
 * How many tenths of the shop's customers a revenue reaches: 1 for any revenue at all, and 1 more
 * for each decile that it equals or exceeds, so 10 from the 90th percentile on. 0 for no revenue.
 */
function tenthsReached(revenueMinor: number, benchmarks: ShopBenchmarks): number {
  if (revenueMinor <= 0) return 0;
  return 1 + benchmarks.revenueDeciles.filter((cut) => revenueMinor >= cut).length;
}

const term = (
  line: Omit<Contribution, "group" | "trust" | "counted"> & { term: ValueTerm },
): Contribution => ({ ...line, counted: line.count, group: "value", trust: "signed" });
