import type { CustomerOutlook } from "../pipeline/predict/shop/outlook.ts";
import type { Probability } from "../pipeline/predict/shop/probability.ts";
import type { VisitOutlook } from "../pipeline/predict/visits/visit-outlook.ts";
import { outlookFrom, type Estimate, type Outlook } from "../pipeline/segment/outlook.ts";

/** What is told of a profile at a look: of customers who ordered, and of whoever was seen lately. */
export interface ToldOutlook {
  customer: CustomerOutlook | null;
  visit: VisitOutlook | null;
}

/** The same as conditions ask for it; null: nothing is told. */
export function readOutlook({ customer, visit }: ToldOutlook): Outlook | null {
  if (visit === null) return outlookFrom({ customer, visitor: null });
  const { hour, day, week, month } = visit;
  const visitor = {
    "order-1-hour": asEstimate(hour),
    "order-24-hours": asEstimate(day),
    ...(week === null ? {} : { "order-7-days": asEstimate(week) }),
    ...(month === null ? {} : { "order-30-days": asEstimate(month) }),
  };
  return outlookFrom({ customer, visitor });
}

const asEstimate = ({ value, low, high }: Probability): Estimate => ({
  expected: value,
  low,
  high,
});
