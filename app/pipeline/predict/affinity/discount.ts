import type { BasketFact } from "../../shared/records.ts";
import type { Instant } from "../../shared/time.ts";
import type { Evidence } from "../calibration/interval.ts";
import { betaQuantile } from "../numeric/beta-distribution.ts";
import type { SharePrior } from "./beta-binomial.ts";
import { gradeOwnEvidence, intervalAround } from "./own-evidence.ts";

/** What a customer makes of discounts, in a word. */
export type DiscountHabit =
  "waits-for-discounts" | "mostly-full-price" | "now-and-then" | "not-yet-known";

/** The share of a customer's orders that come with a discount. Shares are 0 to 1. */
export interface DiscountAffinity {
  /** Orders of which it is known, and those of them with a discount. */
  orders: number;
  discounted: number;
  /** Drawn to the shop's share, by as much as the shop weighs. */
  share: number;
  low: number;
  high: number;
  shopShare: number;
  habit: DiscountHabit;
  evidence: Evidence;
}

/** One order says nothing about waiting. */
const MIN_ORDERS = 2;

/**
 * Orders that count at `asOf` and of which it is known what was in them: k of n with a discount. A price that is lowered
 * for everybody is no discount, since Shopify tells it as the price.
 */
export function countDiscounted(
  orders: readonly BasketFact[],
  asOf: Instant,
): { k: number; n: number } {
  let k = 0;
  let n = 0;
  for (const { placedAt, cancelledAt, pieces, discountMinor } of orders) {
    if (placedAt > asOf || (cancelledAt !== null && cancelledAt <= asOf) || pieces === 0) continue;
    n += 1;
    if (discountMinor > 0) k += 1;
  }
  return { k, n };
}

/**
 * The customer's share, beta-binomial: the shop's spread of customers is the prior, their own orders are the
 * evidence. A word is only given where 95 % of what is possible agrees with it: waits for discounts is more than half
 * of the orders and more than the shop; mostly at full price is less than half.
 */
export function estimateDiscountAffinity(
  { k, n }: { k: number; n: number },
  shop: SharePrior,
): DiscountAffinity {
  const shape = { a: shop.weight * shop.mean + k, b: shop.weight * (1 - shop.mean) + n - k };
  const share = shape.a / (shape.a + shape.b);
  const { low, high } = intervalAround(share, (part) => betaQuantile(part, shape));
  const evidence = gradeOwnEvidence({ own: n, prior: shop.weight });
  return {
    orders: n,
    discounted: k,
    share,
    low,
    high,
    shopShare: shop.mean,
    habit: nameHabit({ n, low, high, shopShare: shop.mean, evidence }),
    evidence,
  };
}

function nameHabit(known: {
  n: number;
  low: number;
  high: number;
  shopShare: number;
  evidence: Evidence;
}): DiscountHabit {
  const { n, low, high, shopShare, evidence } = known;
  if (n < MIN_ORDERS) return "not-yet-known";
  if (low > Math.max(0.5, shopShare)) return "waits-for-discounts";
  if (high < 0.5) return "mostly-full-price";
  return evidence === "strong" ? "now-and-then" : "not-yet-known";
}
