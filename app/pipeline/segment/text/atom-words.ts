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
  { text: ">=", is: "at-least", help: "compare.at-least" },
  { text: ">", is: "more-than", help: "compare.more-than" },
  { text: "<=", is: "at-most", help: "compare.at-most" },
  { text: "<", is: "less-than", help: "compare.less-than" },
];

export const INEQUALITIES: Vocabulary<Inequality> = { what: "comparison", words: INEQUALITY_WORDS };

export const COMPARISONS: Vocabulary<Inequality | "exactly"> = {
  what: "comparison",
  words: [...INEQUALITY_WORDS, { text: "=", is: "exactly", help: "compare.exactly" }],
};

/** Of lengths of time. Nothing is ever exactly so long ago, and "more than" would differ from "at least" by an instant. */
export const LENGTH_COMPARISONS: Vocabulary<SinceAtom["comparison"]> = {
  what: "lengthComparison",
  words: [
    { text: "less than", is: "less-than", help: "since.less-than" },
    { text: "at least", is: "at-least", help: "since.at-least" },
  ],
};

export const PREDICTIONS: Vocabulary<Prediction> = {
  what: "prediction",
  words: [
    { text: "order_chance_1_hour", is: "order-1-hour", help: "predict.order-1-hour" },
    {
      text: "order_chance_24_hours",
      is: "order-24-hours",
      help: "predict.order-24-hours",
    },
    { text: "order_chance_7_days", is: "order-7-days", help: "predict.order-7-days" },
    {
      text: "order_chance_30_days",
      is: "order-30-days",
      help: "predict.order-30-days",
    },
    {
      text: "order_chance_horizon",
      is: "order-horizon",
      help: "predict.order-horizon",
    },
    { text: "churn_chance", is: "churn", help: "predict.churn" },
    { text: "vip_chance", is: "vip", help: "predict.vip" },
    { text: "lifetime_value", is: "lifetime-value", help: "predict.lifetime-value" },
  ],
};

export const RFM_GROUP_WORDS: Vocabulary<RfmGroup> = vocabularyOf("rfmGroup", {
  champions: "rfm.champions",
  loyal: "rfm.loyal",
  "potential-loyalists": "rfm.potential-loyalists",
  new: "rfm.new",
  promising: "rfm.promising",
  "needs-attention": "rfm.needs-attention",
  "about-to-sleep": "rfm.about-to-sleep",
  "cannot-lose": "rfm.cannot-lose",
  "at-risk": "rfm.at-risk",
  hibernating: "rfm.hibernating",
  lost: "rfm.lost",
});

export const REVENUE_COMPARISONS: Vocabulary<RevenueAtom["comparison"]> = vocabularyOf(null, {
  reaches: "revenue.reaches",
  above: "revenue.above",
});

const TENTHS: readonly Percentile[] = [10, 20, 30, 40, 50, 60, 70, 80, 90];

export const PERCENTILES: Vocabulary<Percentile> = {
  what: "percentile",
  words: TENTHS.map((tenth) => ({
    text: `p${tenth}`,
    is: tenth,
    help: `percentile.${tenth}` as const,
  })),
};

export const CONSENT_STATES: Vocabulary<ConsentState> = vocabularyOf("consentState", {
  subscribed: "consent.subscribed",
  not_subscribed: "consent.not_subscribed",
  unsubscribed: "consent.unsubscribed",
  pending: "consent.pending",
  unknown: "consent.unknown",
});

export const PERSONS: Vocabulary<"customer" | "visitor"> = vocabularyOf(null, {
  customer: "person.customer",
  visitor: "person.visitor",
});
