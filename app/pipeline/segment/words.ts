import { assertNever } from "../shared/outcome.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../shared/time.ts";
import type { Instant } from "../shared/time.ts";
import type { Comparison, Duration, Filter, Moment, Things, Window } from "./condition-tree.ts";
import { endOf } from "./span.ts";
import type { Measure } from "./span.ts";
import { leavesOf } from "./walk-condition.ts";
import type { Leaf } from "./walk-condition.ts";

/** A length of time for a reader: "12.3 days", "5 hours", "1 minute". Rounded down. */
export function describeDuration(ms: number): string {
  if (ms >= 2 * DAY_MS) return `${oneDecimal(ms / DAY_MS)} days`;
  if (ms >= HOUR_MS) return `${oneDecimal(ms / HOUR_MS)} hours`;
  return countOf(Math.floor(ms / MINUTE_MS), "minute");
}

/** How long ago something was: "5 hours ago", "just now" within the first minute. */
export const describeAgo = (ms: number): string =>
  ms < MINUTE_MS ? "just now" : `${describeDuration(ms)} ago`;

/** Rounded down, so that what is just short of a limit never reads as if it had reached it. */
const oneDecimal = (value: number): string => String(Math.floor(value * 10) / 10);

/**
 * How long ago an instant was and the duration that it is held against, in one measure: "1.5 hours ago" and
 * "4 hours", or "yesterday" and "7 days" where days of the calendar decide.
 */
export function describePassed(input: {
  at: Instant;
  asOf: Instant;
  duration: Duration;
  measure: Measure;
}): { ago: string; limit: string } {
  const { at, asOf, duration, measure } = input;
  const longest = longestLeaf(at, duration, measure);
  if (longest?.kind === "days") {
    const { zone } = measure;
    const days = zone.dayOf(asOf) - zone.dayOf(at);
    const ago = ["today", "yesterday"][days] ?? `${days} days ago`;
    return { ago, limit: countOf(longest.days, "day") };
  }
  const limit = describeDuration(longest === null ? 0 : endOf(at, longest, measure) - at);
  return { ago: describeAgo(asOf - at), limit };
}

/** Of several durations the one that ends last. */
function longestLeaf(at: Instant, duration: Duration, measure: Measure): Leaf | null {
  let longest: Leaf | null = null;
  for (const leaf of leavesOf(duration)) {
    if (longest === null || endOf(at, leaf, measure) > endOf(at, longest, measure)) longest = leaf;
  }
  return longest;
}

/** "in the last 36 hours", "in total". */
export function describeWindow(window: Window | null): string {
  if (window === null) return "in total";
  if (window.kind === "fixed") return `in the last ${describeDuration(window.ms)}`;
  return window.days === 1 ? "today" : `in the last ${window.days} days`;
}

/** A moment's name inside a sentence: "last order", "first checkout started". */
export const describeMoment = ({ kind, of }: Moment): string => `${kind} ${describeThings(of)}`;

/** "order", "product viewed or cart viewed of type Shoes". */
export function describeThings(things: Things): string {
  const noun = things.kind === "orders" ? "order" : things.signals.map(describeSignal).join(" or ");
  return [noun, ...things.where.map(describeFilter)].join(" ");
}

const describeSignal = (signal: string): string => signal.replaceAll("_", " ");

export function describeFilter(filter: Filter): string {
  switch (filter.kind) {
    case "product":
      return `of product ${filter.ids.join(" or ")}`;
    case "collection":
      return `of collection ${filter.ids.join(" or ")}`;
    case "product-type":
      return `of type ${filter.names.join(" or ")}`;
    case "vendor":
      return `by ${filter.names.join(" or ")}`;
    case "price":
      return [
        filter.from === null ? "" : `from ${filter.from}`,
        filter.below === null ? "" : `below ${filter.below}`,
      ]
        .filter((part) => part !== "")
        .join(" and ");
    case "price-dropped":
      return filter.afterwards
        ? "with a price that fell afterwards"
        : "with a price that fell lately";
    case "channel":
      return `through ${filter.names.join(" or ")}`;
    case "discounted":
      return filter.is ? "with a discount" : "without a discount";
    default:
      return assertNever(filter);
  }
}

const COMPARED: Record<Comparison, readonly [met: string, unmet: string]> = {
  "at-least": ["at least", "less than"],
  "more-than": ["more than", "at most"],
  "at-most": ["at most", "more than"],
  "less-than": ["less than", "at least"],
  exactly: ["exactly", "and not"],
};

/** How a number stands to the limit of a comparison that is met or not: "at least", "less than". */
export const describeRelation = (comparison: Comparison, met: boolean): string =>
  COMPARED[comparison][met ? 0 : 1];

/** "1 order", "2 orders". */
export const countOf = (count: number, noun: string): string =>
  `${count} ${noun}${count === 1 ? "" : "s"}`;
