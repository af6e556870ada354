import type { Instant } from "../../shared/time.ts";
import type { BasketFact } from "../../shared/records.ts";

export const BASKET_FEATURES = [
  "distinct_products",
  "products_per_order",
  "pieces_per_order",
  "value_per_piece",
  "rebuy_share",
  "returns",
  "returned_share",
  "discounted_share",
] as const;

/**
 * What a customer's orders were made of, as of an instant, in the order of `BASKET_FEATURES`. A shop whose
 * lines are not known gives zeros, which a model leaves out as a column that tells nothing.
 * @param orders the oldest first; those from `asOf` on are left out
 */
export function describeBaskets(orders: readonly BasketFact[], asOf: Instant): number[] {
  const seen = new Set<string>();
  let placed = 0;
  let products = 0;
  let bought = 0;
  let pieces = 0;
  let revenue = 0;
  let returns = 0;
  let returned = 0;
  let discounted = 0;
  for (const order of orders) {
    if (order.placedAt >= asOf) break;
    placed += 1;
    products += order.products.length;
    for (const product of order.products) {
      if (seen.has(product)) bought += 1;
      seen.add(product);
    }
    pieces += order.pieces;
    revenue += order.totalMinor;
    if (order.discountMinor > 0) discounted += 1;
    for (const refund of order.refunds) {
      if (refund.refundedAt >= asOf) continue;
      returns += 1;
      returned += refund.amountMinor;
    }
  }
  return [
    seen.size,
    products / Math.max(1, placed),
    pieces / Math.max(1, placed),
    revenue / Math.max(1, pieces),
    bought / Math.max(1, products),
    returns,
    returned / Math.max(1, revenue),
    discounted / Math.max(1, placed),
  ];
}
