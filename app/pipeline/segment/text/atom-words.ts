import type {
  ConsentState,
  Inequality,
  Percentile,
  Prediction,
  RevenueAtom,
  SinceAtom,
} from "../condition-tree.ts";
import type { RfmGroup } from "../../shared/rfm-group-names.ts";
import { vocabularyOf } from "./words.ts";
import type { Vocabulary } from "./words.ts";

const INEQUALITY_WORDS: Vocabulary<Inequality>["words"] = [
  { text: ">=", is: "at-least", help: "this much or more" },
  { text: ">", is: "more-than", help: "more than this" },
  { text: "<=", is: "at-most", help: "this much or less" },
  { text: "<", is: "less-than", help: "less than this" },
];

const COMPARISON = "a comparison such as >=";

export const INEQUALITIES: Vocabulary<Inequality> = { what: COMPARISON, words: INEQUALITY_WORDS };

export const COMPARISONS: Vocabulary<Inequality | "exactly"> = {
  what: COMPARISON,
  words: [...INEQUALITY_WORDS, { text: "=", is: "exactly", help: "exactly this much" }],
};

/** Of lengths of time. Nothing is ever exactly so long ago, and "more than" would differ from "at least" by an instant. */
export const LENGTH_COMPARISONS: Vocabulary<SinceAtom["comparison"]> = {
  what: "“at least” or “less than”",
  words: [
    { text: "less than", is: "less-than", help: "the time has not passed yet" },
    { text: "at least", is: "at-least", help: "the time has passed" },
  ],
};

export const PREDICTIONS: Vocabulary<Prediction> = {
  what: "a prediction such as churn_chance",
  words: [
    { text: "order_chance_1_hour", is: "order-1-hour", help: "chance of an order within an hour" },
    {
      text: "order_chance_24_hours",
      is: "order-24-hours",
      help: "chance of an order within 24 hours",
    },
    { text: "order_chance_7_days", is: "order-7-days", help: "chance of an order within 7 days" },
    {
      text: "order_chance_30_days",
      is: "order-30-days",
      help: "chance of an order within 30 days",
    },
    {
      text: "order_chance_horizon",
      is: "order-horizon",
      help: "chance of an order within the shop's own horizon",
    },
    { text: "churn_chance", is: "churn", help: "chance that no further order comes" },
    { text: "vip_chance", is: "vip", help: "chance of becoming one of the best customers" },
    { text: "lifetime_value", is: "lifetime-value", help: "money that is expected from now on" },
  ],
};

export const RFM_GROUP_WORDS: Vocabulary<RfmGroup> = vocabularyOf("an RFM group such as loyal", {
  champions: "bought lately, often and for much",
  loyal: "buy regularly",
  "potential-loyalists": "bought lately, more than once or for much",
  new: "bought lately for the first time",
  promising: "bought a while ago, little so far",
  "needs-attention": "good customers who were not seen for a while",
  "about-to-sleep": "few purchases, not seen for a while",
  "cannot-lose": "the best of those who stay away",
  "at-risk": "good customers who stay away",
  hibernating: "few purchases, long ago",
  lost: "little, and longest ago",
});

export const REVENUE_COMPARISONS: Vocabulary<RevenueAtom["comparison"]> = vocabularyOf(null, {
  reaches: "as much as this percentile of the customers, or more",
  above: "more than this percentile of the customers",
});

const TENTHS: readonly Percentile[] = [10, 20, 30, 40, 50, 60, 70, 80, 90];

export const PERCENTILES: Vocabulary<Percentile> = {
  what: "a percentile from p10 to p90",
  words: TENTHS.map((tenth) => ({
    text: `p${tenth}`,
    is: tenth,
    help: tenth === 50 ? "the median customer" : `the top ${100 - tenth}% begin here`,
  })),
};

export const CONSENT_STATES: Vocabulary<ConsentState> = vocabularyOf("a state such as subscribed", {
  subscribed: "may be written to",
  not_subscribed: "never subscribed",
  unsubscribed: "was subscribed and is not any more",
  pending: "asked to confirm, and has not yet",
  unknown: "Shopify has told nothing",
});

export const PERSONS: Vocabulary<"customer" | "visitor"> = vocabularyOf(null, {
  customer: "has a customer in Shopify",
  visitor: "is not known by name yet",
});
