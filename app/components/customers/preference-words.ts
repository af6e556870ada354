import type { Leaning } from "../../pipeline/predict/affinity/affinity.ts";
import type { DiscountHabit } from "../../pipeline/predict/affinity/discount.ts";
import type { Evidence } from "../../pipeline/predict/calibration/interval.ts";
import type { ResponseChannel } from "../../pipeline/predict/channels/response-days.ts";

export const LEANING_WORDS: Record<Leaning, string> = {
  more: "More than others",
  less: "Less than others",
  "like-the-shop": "As others",
  "not-yet-known": "Not yet known",
};

export const HABIT_WORDS: Record<DiscountHabit, string> = {
  "waits-for-discounts": "Waits for discounts",
  "mostly-full-price": "Buys mostly at full price",
  "now-and-then": "Buys with a discount now and then",
  "not-yet-known": "Not yet known",
};

export const CHANNEL_WORDS: Record<ResponseChannel, string> = {
  email: "Email",
  sms: "SMS",
  push: "Push",
  social: "Social",
  ad: "Ads",
};

/** How much of an estimate is the customer's own, and how much the shop's average. */
export const EVIDENCE_WORDS: Record<Evidence, string> = {
  none: "no evidence of their own",
  thin: "thin evidence",
  fair: "fair evidence",
  strong: "strong evidence",
};

const percent = (share: number): string => `${Math.round(100 * share)}%`;

/** "62% (41 to 80%)" */
export const shareWords = ({
  share,
  low,
  high,
}: {
  share: number;
  low: number;
  high: number;
}): string => `${percent(share)} (${Math.round(100 * low)} to ${percent(high)})`;

/** "2.4×" */
export const liftWords = (lift: number): string => `${lift.toFixed(1)}×`;

/** "0.84 (0.40 to 1.31)" */
export const rateWords = ({
  perWeek,
  low,
  high,
}: {
  perWeek: number;
  low: number;
  high: number;
}): string => `${perWeek.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
