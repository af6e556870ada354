import type {
  Comparison,
  ConsentState,
  Inequality,
  Money,
  Prediction,
  RfmAtom,
} from "../../../pipeline/segment/condition-tree.ts";
import type { ScoreName } from "../../../pipeline/score/scores.ts";
import { SCORE_WORDS, SCORES_IN_ORDER } from "../../scores/score-words.ts";
import type { Option } from "./choice.tsx";

export const INEQUALITIES: readonly Option<Inequality>[] = [
  { value: "at-least", label: "is at least" },
  { value: "more-than", label: "is more than" },
  { value: "at-most", label: "is at most" },
  { value: "less-than", label: "is less than" },
];

export const COMPARISONS: readonly Option<Comparison>[] = [
  ...INEQUALITIES,
  { value: "exactly", label: "is exactly" },
];

export const SCORES: readonly Option<ScoreName>[] = SCORES_IN_ORDER.map((name) => ({
  value: name,
  label: SCORE_WORDS[name].label,
}));

export const PREDICTIONS: readonly Option<Prediction>[] = [
  { value: "order-1-hour", label: "Chance of an order within 1 hour" },
  { value: "order-24-hours", label: "Chance of an order within 24 hours" },
  { value: "order-7-days", label: "Chance of an order within 7 days" },
  { value: "order-30-days", label: "Chance of an order within 30 days" },
  { value: "order-horizon", label: "Chance of an order within the shop’s horizon" },
  { value: "churn", label: "Chance of no order within the shop’s horizon" },
  { value: "vip", label: "Chance of becoming a VIP" },
  { value: "lifetime-value", label: "Predicted lifetime value" },
];

export const MONEY: readonly Option<Money>[] = [
  { value: "whole", label: "in all" },
  { value: "products", label: "of these products" },
  { value: "one-product", label: "of one product" },
];

export const BOUNDS = [
  { value: "expected", label: "as expected" },
  { value: "low", label: "at the low end" },
  { value: "high", label: "at the high end" },
] as const;

export const RFM_AXES: readonly Option<RfmAtom["axis"]>[] = [
  { value: "recency", label: "Recency" },
  { value: "frequency", label: "Frequency" },
  { value: "monetary", label: "Money" },
];

export const CONSENT_STATES: readonly Option<ConsentState>[] = [
  { value: "subscribed", label: "subscribed" },
  { value: "not_subscribed", label: "not subscribed" },
  { value: "unsubscribed", label: "unsubscribed" },
  { value: "pending", label: "pending" },
  { value: "unknown", label: "unknown" },
];

export const PASSED = [
  { value: "at-least", label: "at least" },
  { value: "less-than", label: "less than" },
] as const;
