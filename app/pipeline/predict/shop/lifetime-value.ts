import type { PurchaseCourse } from "../purchase-models/purchase-model.ts";
import type { Evidence } from "../calibration/interval.ts";
import { countChances, countQuantile } from "./negative-binomial.ts";

/** Revenue that is still to come within the months of the horizon, in today's money, with a 90 % interval. */
export interface LifetimeValue {
  months: number;
  meanMinor: number;
  lowMinor: number;
  highMinor: number;
  evidence: Evidence;
}

/** A year's money is worth a tenth less: what retail usually reckons with. */
const YEARLY_DISCOUNT = 0.1;
const MONTHS = 12;
const WEEKS_A_MONTH = 365.25 / 7 / 12;
/** Nine in ten: the 5th and the 95th percentile. */
const [LOW, HIGH] = [0.05, 0.95];
/** Of fewer purchases the value of one cannot be told: the quotient is beyond all money. */
export const LEAST_COUNT = 1e-9;
/** How far a normal variable's 95th percentile lies from its mean. */
const DEVIATIONS = 1.645;

/**
 * What is expected of a customer in a year, discounted month by month along the course of the purchase model's
 * expectation. The interval comes from the number of purchases, the most uncertain part, times the value of one,
 * which is widened by the spread of values among so many purchases.
 */
export function valueCustomer(input: {
  course: PurchaseCourse;
  /** Expected within the year. */
  count: number;
  revenueMinor: number;
  /** Of the count's distribution: see `CountOutlook`. */
  shape: number;
  /** Standard deviation of a purchase's value over its mean. */
  spread: number;
  /** That of the probability to buy within the shop's horizon. */
  evidence: Evidence;
}): LifetimeValue {
  const { course, count, revenueMinor, shape, spread } = input;
  const discount = discountOf(course);
  const meanMinor = revenueMinor * discount;
  const valueMinor = count > LEAST_COUNT ? meanMinor / count : 0;
  const chances = countChances({ mean: count, shape });
  const low = countQuantile(chances, LOW);
  const high = countQuantile(chances, HIGH);
  const reach = (DEVIATIONS * spread) / Math.sqrt(Math.max(1, high));
  return {
    months: MONTHS,
    meanMinor: Math.round(meanMinor),
    // Where nineteen in twenty buy nothing, both ends are zero, and where all but nobody does, above the mean: the
    // interval is widened to hold it.
    lowMinor: Math.round(Math.min(meanMinor, low * valueMinor * Math.max(0, 1 - reach))),
    highMinor: Math.round(Math.max(meanMinor, high * valueMinor * (1 + reach))),
    // Trials are of shorter times than a year, and of money none is strong.
    evidence: input.evidence === "strong" ? "fair" : input.evidence,
  };
}

/** The share of a year's expected purchases that is left when each month's is discounted. Between 0.9 and 1. */
function discountOf(course: PurchaseCourse): number {
  let before = 0;
  let discounted = 0;
  for (let month = 1; month <= MONTHS; month += 1) {
    const by = course.expected(month * WEEKS_A_MONTH);
    discounted += (by - before) / (1 + YEARLY_DISCOUNT) ** ((month - 0.5) / MONTHS);
    before = by;
  }
  return before > 0 ? discounted / before : 1;
}
