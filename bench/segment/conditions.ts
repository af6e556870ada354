import type { Condition } from "../../app/pipeline/segment/condition-tree.ts";
import { DAY_MS, HOUR_MS } from "../../app/pipeline/shared/time.ts";

const SIGNALS = [
  "product_viewed",
  "product_added_to_cart",
  "page_viewed",
  "email_clicked",
] as const;

/** Conditions as merchants have them: several atoms each, of all common kinds, every one another. */
export function conditionOf(index: number): Condition {
  const days = 7 + index * 3;
  const signal = SIGNALS[index % SIGNALS.length] ?? "page_viewed";
  const looked: Condition = {
    kind: "count",
    of: { kind: "signals", signals: [signal], where: [] },
    each: null,
    window: { kind: "days", days },
    comparison: "at-least",
    count: 2 + (index % 5),
  };
  const bought: Condition = {
    kind: "since",
    moment: { kind: "last", of: { kind: "orders", where: [] } },
    comparison: index % 2 === 0 ? "at-least" : "less-than",
    duration: index % 3 === 0 ? { kind: "typical-gaps", times: 1 + index / 25 } : fixed(days),
  };
  const more: Condition[] = [
    { kind: "score", score: "engagement", comparison: "at-least", points: 20 + index },
    {
      kind: "sum",
      of: orders,
      money: "whole",
      window: { kind: "days", days: 90 },
      comparison: "at-least",
      amount: 50,
    },
    { kind: "revenue", comparison: "reaches", percentile: 70 },
    {
      kind: "share",
      where: [{ kind: "discounted", is: true }],
      window: null,
      comparison: "at-least",
      percent: 50,
    },
    {
      kind: "sequence",
      moment: {
        kind: "last",
        of: { kind: "signals", signals: ["product_added_to_cart"], where: [] },
      },
      followed: "none",
      by: [orders],
      within: { kind: "fixed", ms: 4 * HOUR_MS },
    },
  ];
  const extra = more[index % more.length];
  return { kind: "all", of: [looked, bought, ...(extra === undefined ? [] : [extra])] };
}

const orders = { kind: "orders", where: [] } as const;
const fixed = (days: number) => ({ kind: "fixed", ms: days * DAY_MS }) as const;
