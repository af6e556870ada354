import type {
  BackfillCustomerWire,
  BackfillOrderWire,
  BackfillProductWire,
} from "../capture/backfill-wire.ts";
import type { OrderLineWire } from "../capture/order-line-wire.ts";
import { toMinorUnits } from "../shared/money.ts";
import type { Normalized } from "../shared/records.ts";
import type { Instant } from "../shared/time.ts";
import { normalizeCustomer } from "./customer.ts";
import { toInstant } from "./instant.ts";
import { normalizeOrder } from "./order.ts";
import { normalizeProduct } from "./product.ts";
import { refundEvent } from "./refund.ts";

// History is put into the words of the webhooks and goes their way, so that the two cannot drift apart.

/** A customer of the past. */
export function normalizeBackfillCustomer(
  wire: BackfillCustomerWire,
  receivedAt: Instant,
): Normalized {
  return normalizeCustomer(
    { id: wire.id, created_at: wire.createdAt, updated_at: wire.updatedAt },
    receivedAt,
  );
}

/** An order of the past with its refunds. */
export function normalizeBackfillOrder(wire: BackfillOrderWire): Normalized {
  const { amount, currencyCode } = wire.totalPriceSet.shopMoney;
  const normalized = normalizeOrder({
    id: wire.id,
    created_at: wire.createdAt,
    updated_at: wire.updatedAt,
    processed_at: wire.processedAt,
    cancelled_at: wire.cancelledAt,
    currency: currencyCode,
    total_price: amount,
    subtotal_price: wire.subtotalPriceSet?.shopMoney.amount ?? null,
    total_discounts: wire.totalDiscountsSet?.shopMoney.amount ?? null,
    discount_codes: wire.discountCodes,
    line_items: wire.lineItems?.nodes.map(toLineWire) ?? null,
    test: wire.test,
    customer: wire.customer,
    cart_token: wire.cartToken,
    checkout_token: wire.checkoutToken,
    source_name: wire.sourceName,
    // FULFILLED is the one state in which everything has left, here as there.
    fulfillment_status: wire.displayFulfillmentStatus,
    fulfillments: (wire.fulfillments ?? []).map(({ createdAt, status }) => ({
      created_at: createdAt,
      status,
    })),
  });
  for (const refund of wire.refunds) {
    const money = refund.totalRefundedSet.shopMoney;
    const record = {
      refundId: refund.id,
      orderId: wire.id,
      amountMinor: toMinorUnits(money.amount, money.currencyCode),
      refundedAt: toInstant(refund.createdAt ?? wire.createdAt),
    };
    normalized.refunds.push(record);
    normalized.events.push(refundEvent(record));
  }
  return normalized;
}

type BackfillLine = NonNullable<BackfillOrderWire["lineItems"]>["nodes"][number];

const toLineWire = (line: BackfillLine): OrderLineWire => ({
  id: line.id,
  product_id: line.product?.id ?? null,
  variant_id: line.variant?.id ?? null,
  quantity: line.quantity,
  price: line.originalUnitPriceSet.shopMoney.amount,
  discount_allocations: line.discountAllocations.map(({ allocatedAmountSet }) => ({
    amount: allocatedAmountSet.shopMoney.amount,
  })),
});

/** A product of the past. Its lowest price is the Admin API's word: not every variant may have come. */
export function normalizeBackfillProduct(
  wire: BackfillProductWire,
  context: { shopCurrency: string; receivedAt: Instant },
): Normalized {
  const lowest = wire.priceRangeV2?.minVariantPrice.amount;
  const variants = (wire.variants?.nodes ?? []).map(({ id, price, compareAtPrice }) => ({
    id,
    price,
    compare_at_price: compareAtPrice,
  }));
  return normalizeProduct(
    {
      id: wire.id,
      title: wire.title,
      updated_at: wire.updatedAt,
      product_type: wire.productType,
      vendor: wire.vendor,
      variants:
        lowest === undefined
          ? variants
          : [...variants, { id: null, price: lowest, compare_at_price: null }],
    },
    context,
  );
}
