import type { MoneySetWire, RefundWire } from "../capture/refund-wire.ts";
import { toMinorUnits } from "../shared/money.ts";
import type { BehavioralEvent, Normalized, RefundRecord } from "../shared/records.ts";
import { emptyNormalized } from "./empty-normalized.ts";
import { toInstant } from "./instant.ts";

/**
 * A refund. Its payload names no customer: it hangs on its order, which joins whoever placed it, whichever of
 * the two arrives first. As with orders the event carries no money.
 */
export function normalizeRefund(wire: RefundWire, shopCurrency: string): Normalized {
  const normalized = emptyNormalized();
  normalized.refunds.push({
    refundId: wire.id,
    orderId: wire.order_id,
    amountMinor: moneyReturned(wire, shopCurrency) ?? valueOfItems(wire, shopCurrency),
    refundedAt: toInstant(wire.created_at),
  });
  normalized.events.push(...normalized.refunds.map(refundEvent));
  return normalized;
}

/** That an order was refunded, wholly or in part. */
export function refundEvent({ refundId, orderId, refundedAt }: RefundRecord): BehavioralEvent {
  return {
    key: `refund:${refundId}`,
    signal: "order_refunded",
    subject: { kind: "order", key: orderId },
    occurredAt: refundedAt,
    value: 0,
    about: null,
    trust: "signed",
  };
}

/**
 * The sum of the successful refund transactions: what the Admin API calls totalRefundedSet. Null when
 * the transactions did not come, or one is in a currency other than the shop's.
 */
function moneyReturned(wire: RefundWire, shopCurrency: string): number | null {
  if (wire.transactions === null) return null;
  let total = 0;
  for (const transaction of wire.transactions) {
    if (transaction.kind !== "refund" || transaction.status !== "success") continue;
    if (transaction.currency !== null && transaction.currency !== shopCurrency) return null;
    total += toMinorUnits(transaction.amount, shopCurrency);
  }
  return total;
}

/**
 * The items' value with tax, and the shipping's. Adjustments are subtracted: Shopify writes shipping
 * given back as a negative one, and what was kept back from the items' value as a positive one.
 */
function valueOfItems(wire: RefundWire, shopCurrency: string): number {
  let total = 0;
  for (const line of wire.refund_line_items ?? []) {
    total +=
      shopMoney(line.subtotal_set, shopCurrency) + shopMoney(line.total_tax_set, shopCurrency);
  }
  for (const shipping of wire.refund_shipping_lines ?? []) {
    total += shopMoney(shipping.subtotal_amount_set, shopCurrency);
  }
  for (const adjustment of wire.order_adjustments ?? []) {
    total -= shopMoney(adjustment.amount_set, shopCurrency);
    total -= shopMoney(adjustment.tax_amount_set, shopCurrency);
  }
  return total;
}

function shopMoney(set: MoneySetWire, shopCurrency: string): number {
  if (set === null) return 0;
  return toMinorUnits(set.shop_money.amount, set.shop_money.currency_code ?? shopCurrency);
}
