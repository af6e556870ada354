import type { CustomerOutlook } from "../predict/shop/outlook.ts";
import type { Instant } from "../shared/time.ts";
import type { Prediction } from "./condition-tree.ts";

/** A prediction with its interval. Chances lie between 0 and 1; money is in minor units. */
export interface Estimate {
  expected: number;
  /** null: no interval is told. */
  low: number | null;
  high: number | null;
}

/** What conditions can ask of a profile's future, as told at its last look. */
export interface Outlook {
  /** null: not served, or nothing is known. */
  estimates: Readonly<Record<Prediction, Estimate | null>>;
  /** The median of the next order's instant; null: it may well never come, or nothing is known. */
  nextOrderAt: Instant | null;
}

/** The chances that are told of visitors at every event. */
export type VisitorChances = Partial<
  Record<"order-1-hour" | "order-24-hours" | "order-7-days" | "order-30-days", Estimate>
>;

/**
 * What a customer's outlook and a visitor's chances come to together. Where both tell of 7 or 30 days the customer's
 * holds: it knows their orders. null: there is neither.
 */
export function outlookFrom(told: {
  customer: CustomerOutlook | null;
  visitor: VisitorChances | null;
}): Outlook | null {
  const { customer, visitor } = told;
  if (customer === null && visitor === null) return null;
  const worth = customer?.lifetimeValue;
  return {
    estimates: {
      "order-1-hour": visitor?.["order-1-hour"] ?? null,
      "order-24-hours": visitor?.["order-24-hours"] ?? null,
      "order-7-days": asEstimate(customer?.week) ?? visitor?.["order-7-days"] ?? null,
      "order-30-days": asEstimate(customer?.month) ?? visitor?.["order-30-days"] ?? null,
      "order-horizon": asEstimate(customer?.horizon),
      churn: asEstimate(customer?.churn),
      vip: asEstimate(customer?.vipAscent),
      "lifetime-value":
        worth === undefined
          ? null
          : { expected: worth.meanMinor, low: worth.lowMinor, high: worth.highMinor },
    },
    nextOrderAt: customer?.nextOrder?.median ?? null,
  };
}

const asEstimate = (
  chance: { value: number; low: number; high: number } | null | undefined,
): Estimate | null =>
  chance ? { expected: chance.value, low: chance.low, high: chance.high } : null;
