import type { RfmGroup } from "../../../../app/pipeline/shared/rfm-group-names.ts";
import type { Order } from "../simulate/world.ts";
import type { NaiveBenchmarks } from "./benchmarks.ts";
import { netOf, ordersAt } from "./orders.ts";

export interface NaiveRfm {
  recency: number;
  frequency: number;
  monetary: number;
  group: RfmGroup;
}

/** The table of docs/scoring-model.md: rows are recency from 5 down to 1, columns frequency and money together. */
const TABLE: readonly (readonly RfmGroup[])[] = [
  ["new", "potential-loyalists", "potential-loyalists", "champions", "champions"],
  ["promising", "potential-loyalists", "potential-loyalists", "loyal", "loyal"],
  ["about-to-sleep", "about-to-sleep", "needs-attention", "loyal", "loyal"],
  ["hibernating", "hibernating", "at-risk", "at-risk", "cannot-lose"],
  ["lost", "hibernating", "at-risk", "at-risk", "cannot-lose"],
];

/** Rules 102 to 110. null: no order that counts, or fewer than five customers. */
export function rfmAt(
  orders: readonly Order[],
  benchmarks: NaiveBenchmarks,
  at: number,
): NaiveRfm | null {
  const counted = ordersAt(orders, at);
  const last = counted.at(-1);
  if (last === undefined || benchmarks.lastOrders.length < 5) return null;
  const revenue = counted.reduce((sum, order) => sum + netOf(order, at), 0);
  const recency = classOf(benchmarks.lastOrders, last.placedAt, "best");
  const frequency = classOf(benchmarks.counts, counted.length, "lowest");
  const monetary = classOf(benchmarks.revenues, revenue, "lowest");
  const group = TABLE[5 - recency]?.[Math.floor((frequency + monetary) / 2) - 1];
  if (group === undefined) throw new Error("classes are 1 to 5");
  return { recency, frequency, monetary, group };
}

/**
 * Of the fifths that a value falls into the best or the lowest. The customer at place i of n, counted from 0, is in
 * the fifth that holds i: places from k n / 5 on are above the k-th line.
 */
function classOf(sorted: readonly number[], value: number, ties: "best" | "lowest"): number {
  const n = sorted.length;
  let fifth = 1;
  for (let line = 1; line <= 4; line += 1) {
    const above = sorted[Math.floor((line * n) / 5)] ?? Infinity;
    const below = sorted[Math.ceil((line * n) / 5) - 1] ?? -Infinity;
    if (ties === "best" ? value >= above : value > below) fifth = line + 1;
  }
  return fifth;
}
