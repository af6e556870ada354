import type { OrderWire } from "../capture/order-wire.ts";
import { toMinorUnits } from "../shared/money.ts";
import type { OrderLineRecord } from "../shared/records.ts";
import type { Instant } from "../shared/time.ts";

/** What an order was made of, one record per line, in the order of the telling. Not told: none. */
export function readOrderLines(
  wire: Pick<OrderWire, "id" | "currency" | "line_items">,
  sourceUpdatedAt: Instant,
): OrderLineRecord[] {
  const { id: orderId, currency } = wire;
  return (wire.line_items ?? []).map((line) => ({
    orderId,
    lineId: line.id,
    productId: line.product_id,
    variantId: line.variant_id,
    quantity: line.quantity,
    priceMinor: toMinorUnits(line.price, currency),
    discountMinor: line.discount_allocations.reduce(
      (sum, { amount }) => sum + toMinorUnits(amount, currency),
      0,
    ),
    sourceUpdatedAt,
  }));
}
