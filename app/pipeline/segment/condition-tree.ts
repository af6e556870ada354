import type { RfmGroup } from "../shared/rfm-group-names.ts";
import type { ScoreName } from "../score/scores.ts";
import type { Signal } from "../shared/signals.ts";

/**
 * Who belongs to a segment, as a tree of plain data: what the form edits, what the text form parses to, what is
 * stored and judged. docs/segments.md says what each kind means. A new kind is one more member here, one file that
 * judges it, and one case in each exhaustive switch, which do not compile until it is there.
 */
export type Condition =
  /** Met when all are; with an empty list always. */
  | { kind: "all"; of: readonly Condition[] }
  /** Met when at least one is; with an empty list never. */
  | { kind: "any"; of: readonly Condition[] }
  /** Met when none is; with an empty list always. "not" is this with one member. */
  | { kind: "none"; of: readonly Condition[] }
  | Atom;

export type Atom =
  | ScoreAtom
  | PredictionAtom
  | NextOrderAtom
  | RfmAtom
  | RfmGroupAtom
  | CountAtom
  | SumAtom
  | ShareAtom
  | RevenueAtom
  | SinceAtom
  | SequenceAtom
  | ConsentAtom
  | TagAtom
  | SegmentAtom
  | PersonAtom;

export type Comparison = "at-least" | "more-than" | "at-most" | "less-than" | "exactly";

/** For what changes all the time equality is nonsense. */
export type Inequality = Exclude<Comparison, "exactly">;

/** A score against a threshold in points. An unknown score meets no comparison. */
export interface ScoreAtom {
  kind: "score";
  score: ScoreName;
  comparison: Inequality;
  points: number;
}

/** What predictions are of. Chances are compared in percent, lifetime value in the shop's currency. */
export const PREDICTION_NAMES = [
  "order-1-hour",
  "order-24-hours",
  "order-7-days",
  "order-30-days",
  "order-horizon",
  "churn",
  "vip",
  "lifetime-value",
] as const;
export type Prediction = (typeof PREDICTION_NAMES)[number];

/**
 * A prediction, or an end of its interval, against a number. As told at the last look at the customer: with each
 * of their events, and at midnights. A prediction that is not served or unknown meets no comparison.
 */
export interface PredictionAtom {
  kind: "prediction";
  of: Prediction;
  bound: "expected" | "low" | "high";
  comparison: Inequality;
  /** Percent of 0 to 100; of lifetime value an amount. */
  value: number;
}

/** The expected instant of the next order against now plus a duration; one that is past is less far than any. */
export interface NextOrderAtom {
  kind: "next-order";
  comparison: "less-than" | "at-least";
  duration: Duration;
}

/** A class of 1 to 5 among the shop's customers; who has none meets no comparison. */
export interface RfmAtom {
  kind: "rfm";
  axis: "recency" | "frequency" | "monetary";
  comparison: Comparison;
  fifth: number;
}

export interface RfmGroupAtom {
  kind: "rfm-group";
  groups: readonly RfmGroup[];
}

/** How often something happened in a window; with `each` "product", of the product to which it happened most. */
export interface CountAtom {
  kind: "count";
  of: Things;
  each: "product" | null;
  window: Window | null;
  comparison: Comparison;
  count: number;
}

/**
 * The money of something in a window: of orders net of refunds, of events (MONEY_SIGNALS alone) the price that their
 * product had when they happened.
 */
export interface SumAtom {
  kind: "sum";
  of: Things;
  money: Money;
  window: Window | null;
  comparison: Inequality;
  /** In the shop's currency, in its major unit: 19.9 is 19.90. */
  amount: number;
}

/**
 * What of something is added up. Of an order "whole" is all of it; "products" what its products that pass were sold
 * for, and "one-product" the same of the product that comes to most. An event is about one product, so that the first
 * two mean the same of it.
 */
export type Money = "whole" | "products" | "one-product";

/** The percentage of orders that pass the filter among all orders of the window; none at all meets no comparison. */
export interface ShareAtom {
  kind: "share";
  where: readonly Filter[];
  window: Window | null;
  comparison: Inequality;
  percent: number;
}

/** The percentiles that benchmarks hold. */
export type Percentile = 10 | 20 | 30 | 40 | 50 | 60 | 70 | 80 | 90;

/** Net revenue of the last 365 times 24 hours against a percentile of the shop's customers. */
export interface RevenueAtom {
  kind: "revenue";
  comparison: "reaches" | "above";
  percentile: Percentile;
}

/** Time passed since a moment. A moment that never happened meets neither comparison. */
export interface SinceAtom {
  kind: "since";
  moment: Moment;
  comparison: "at-least" | "less-than";
  duration: Duration;
}

/**
 * What followed a moment, at its instant or later. "some": any of `of` did, within `within` where it is given.
 * "none": none of them did; with `within` only once that time is over. A moment that never happened meets neither.
 */
export interface SequenceAtom {
  kind: "sequence";
  moment: Moment;
  followed: "some" | "none";
  by: readonly Things[];
  /** Fixed lengths of a quarter of an hour at least, whole days, or typical gaps. */
  within: Duration | null;
}

/** Shopify's word on whether the customer may be written to; "unknown": none was told. */
export interface ConsentAtom {
  kind: "consent";
  channel: "email" | "sms";
  states: readonly ConsentState[];
}

export type ConsentState = "subscribed" | "not_subscribed" | "unsubscribed" | "pending" | "unknown";

/** A customer tag in Shopify, without regard to case; not one of ours. */
export interface TagAtom {
  kind: "tag";
  tag: string;
}

/** Membership in another segment, by its handle, as settled at this look. Cycles are refused. */
export interface SegmentAtom {
  kind: "segment";
  handle: string;
}

/** Whether the profile has a customer in Shopify, or is a visitor who is not known by name yet. */
export interface PersonAtom {
  kind: "person";
  is: "customer" | "visitor";
}

/** What is counted: events of some signals, or orders as Shopify's records have them (placed and not cancelled). */
export type Things =
  | { kind: "signals"; signals: readonly Signal[]; where: readonly Filter[] }
  | { kind: "orders"; where: readonly Filter[] };

/**
 * What a thing must be about; all filters of a list must hold. Of an event: the product or collection it names. Of an
 * order: at least one of its products. `channel` and `discounted` are of orders alone.
 */
export type Filter =
  | { kind: "product"; ids: readonly string[] }
  /** The collection itself was looked at, or a product that is in it now. */
  | { kind: "collection"; ids: readonly string[] }
  | { kind: "product-type"; names: readonly string[] }
  | { kind: "vendor"; names: readonly string[] }
  /** The product's lowest price now, in the shop's currency's major unit: from `from` on, below `below`. */
  | { kind: "price"; from: number | null; below: number | null }
  /** The product's price fell within the duration; with `afterwards` later than what is asked about happened. */
  | { kind: "price-dropped"; within: Duration; afterwards: boolean }
  /** Where the order was placed, in Shopify's word ("web", "pos"). */
  | { kind: "channel"; names: readonly string[] }
  | { kind: "discounted"; is: boolean };

/** The first or the last time that something happened. */
export interface Moment {
  kind: "first" | "last";
  of: Things;
}

/** A sliding window up to now. Of hours: exact for orders, by slots for signals. Of days: whole days of the shop's time zone, today among them. */
export type Window = { kind: "fixed"; ms: number } | { kind: "days"; days: number };

/**
 * A length of time. `fixed` is exact. `days` are whole days of the shop's time zone: something of yesterday evening
 * is one day ago from midnight on. `typical-gaps` follows the shop's own rhythm, exact to the millisecond.
 */
export type Duration =
  | { kind: "fixed"; ms: number }
  | { kind: "days"; days: number }
  | { kind: "typical-gaps"; times: number }
  | { kind: "longest-of"; of: readonly Duration[] };

/** Signals of which money can be added up: each is about one product, which has a price. */
export const MONEY_SIGNALS = [
  "product_viewed",
  "product_variant_viewed",
  "product_added_to_cart",
  "product_removed_from_cart",
  "wishlist_added",
  "wishlist_removed",
  "product_shared",
  "product_reviewed",
] as const satisfies readonly Signal[];
