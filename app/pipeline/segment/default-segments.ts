import { DAY_MS, HOUR_MS } from "../shared/time.ts";
import type { Condition, Moment } from "./condition.ts";
import type { Segment } from "./segments.ts";

const YEAR_MS = 365 * DAY_MS;

/** At most half of the shop's customers are above their median: it bounds every order segment. */
const aboveMedian: Condition = { kind: "revenue", comparison: "above", percentile: 50 };

const isVip: Condition = {
  kind: "all",
  of: [
    { kind: "revenue", comparison: "reaches", percentile: 90 },
    // Where most customers spend the same, that sum is the 90th percentile and nobody is special.
    aboveMedian,
    { kind: "orders", windowMs: YEAR_MS, comparison: "at-least", count: 2 },
  ],
};

const lastCartChange: Moment = {
  kind: "last-signal",
  signals: ["product_added_to_cart", "cart_updated"],
};

/** The order as a signal stays when the order is cancelled: who cancels did not forget a cart. */
const boughtOrEmptied: Moment = { kind: "last-signal", signals: ["order_placed", "cart_emptied"] };

/** The segments of a shop that has configured nothing. docs/scoring-model.md explains each. */
export const DEFAULT_SEGMENTS: Segment[] = [
  {
    handle: "high-intent",
    name: "High intent",
    description: "Likely to buy in the next hours: looked, filled a cart or began a checkout.",
    tag: "high-intent",
    condition: {
      kind: "all",
      of: [
        { kind: "score", score: "intent", comparison: "at-least", points: 60 },
        // Intent fades over days: whoever has just bought still has the points, and is done.
        {
          kind: "sequence",
          moment: {
            kind: "last-signal",
            signals: ["product_added_to_cart", "cart_updated", "checkout_started"],
          },
          unlessLater: [{ kind: "last-signal", signals: ["order_placed"] }, { kind: "last-order" }],
        },
      ],
    },
  },
  {
    handle: "vip",
    name: "VIP",
    description: "Among the top tenth by net revenue of the last year, with at least two orders.",
    tag: "vip",
    condition: isVip,
  },
  {
    handle: "vip-prospect",
    name: "VIP prospect",
    description: "Among the top three tenths by net revenue, still buying, and not yet VIP.",
    tag: "vip-prospect",
    condition: {
      kind: "all",
      of: [
        { kind: "revenue", comparison: "reaches", percentile: 70 },
        aboveMedian,
        {
          kind: "since",
          moment: { kind: "last-order" },
          comparison: "at-most",
          duration: { kind: "typical-gaps", times: 1 },
        },
        { kind: "not", of: isVip },
      ],
    },
  },
  {
    handle: "churn-risk",
    name: "Churn risk",
    description: "A good returning customer who is later than four in five usually are.",
    tag: "churn-risk",
    condition: {
      kind: "all",
      of: [
        { kind: "orders", windowMs: null, comparison: "at-least", count: 2 },
        aboveMedian,
        {
          kind: "since",
          moment: { kind: "last-order" },
          comparison: "at-least",
          duration: { kind: "typical-gaps", times: 1 },
        },
        // Beyond four gaps of silence it is no longer a risk: a different message is due.
        {
          kind: "since",
          moment: { kind: "last-order" },
          comparison: "at-most",
          duration: { kind: "typical-gaps", times: 4 },
        },
      ],
    },
  },
  {
    handle: "new-and-promising",
    name: "New and promising",
    description: "First order recently, and already worth more than the shop's median customer.",
    tag: "new-and-promising",
    condition: {
      kind: "all",
      of: [
        {
          kind: "since",
          moment: { kind: "first-order" },
          comparison: "at-most",
          duration: {
            kind: "longest-of",
            of: [
              { kind: "fixed", ms: 30 * DAY_MS },
              { kind: "typical-gaps", times: 1 },
            ],
          },
        },
        aboveMedian,
      ],
    },
  },
  {
    handle: "cart-abandoner",
    name: "Cart abandoner",
    description:
      "Filled a cart 4 hours to 14 days ago and has neither bought nor emptied it since.",
    tag: "cart-abandoner",
    condition: {
      kind: "all",
      of: [
        {
          kind: "sequence",
          moment: lastCartChange,
          unlessLater: [boughtOrEmptied, { kind: "last-order" }],
        },
        // Four hours: an afternoon's pause is not yet a decision.
        {
          kind: "since",
          moment: lastCartChange,
          comparison: "at-least",
          duration: { kind: "fixed", ms: 4 * HOUR_MS },
        },
        // Shopify keeps an online store cart for about two weeks: after that there is none to return to.
        {
          kind: "since",
          moment: lastCartChange,
          comparison: "at-most",
          duration: { kind: "fixed", ms: 14 * DAY_MS },
        },
      ],
    },
  },
];
