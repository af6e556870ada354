import type { Order, Refund, RefundLine } from "../../state/types.ts";
import { numericId } from "../json-text.ts";
import type { JsonObject } from "../json-text.ts";
import { buildLineItem } from "./line-item.ts";
import { formatMoney, moneySet } from "./money.ts";
import type { PayloadShop } from "./payload-shop.ts";
import { formatShopTime } from "./shop-time.ts";

/** The staff member who gave the money back; the admin of the dev store has one user. */
const STAFF_USER_ID = 548380009;

/** refunds/create. It names the order and never the customer. */
export function buildRefundPayload(shop: PayloadShop, refund: Refund, order: Order): JsonObject {
  const createdAt = formatShopTime(refund.createdAt, shop.record.timezone);
  const { currency } = order;
  return {
    id: numericId(refund.id),
    order_id: numericId(refund.orderId),
    created_at: createdAt,
    note: refund.note,
    user_id: STAFF_USER_ID,
    processed_at: createdAt,
    duties: [],
    total_duties_set: moneySet(0, currency),
    return: null,
    refund_shipping_lines: [],
    restock: false,
    admin_graphql_api_id: `gid://shopify/Refund/${refund.id}`,
    order_adjustments: buildAdjustments(refund, currency),
    refund_line_items: refund.lines.map((line) => buildRefundLine(line, order)),
    transactions: [buildTransaction(refund, order, createdAt)],
  };
}

/** What the money given back differs from the lines given back is booked as a discrepancy. */
function buildAdjustments(refund: Refund, currency: string): JsonObject[] {
  const linesMinor = refund.lines.reduce((sum, line) => sum + line.subtotalMinor, 0);
  const amountMinor = linesMinor - refund.amountMinor;
  if (amountMinor === 0) return [];
  return [
    {
      id: numericId(refund.transactionId),
      order_id: numericId(refund.orderId),
      refund_id: numericId(refund.id),
      amount: formatMoney(amountMinor, currency),
      tax_amount: formatMoney(0, currency),
      kind: "refund_discrepancy",
      reason: "Refund discrepancy",
      amount_set: moneySet(amountMinor, currency),
      tax_amount_set: moneySet(0, currency),
    },
  ];
}

function buildRefundLine(line: RefundLine, order: Order): JsonObject {
  const { currency } = order;
  const ordered = order.lines.find(({ id }) => id === line.lineItemId);
  return {
    id: numericId(line.id),
    quantity: line.quantity,
    line_item_id: numericId(line.lineItemId),
    location_id: null,
    restock_type: "no_restock",
    // Two numbers among strings: Shopify writes them so.
    subtotal: Number(formatMoney(line.subtotalMinor, currency)),
    total_tax: 0,
    subtotal_set: moneySet(line.subtotalMinor, currency),
    total_tax_set: moneySet(0, currency),
    line_item: ordered === undefined ? null : buildLineItem(ordered, order),
  };
}

function buildTransaction(refund: Refund, order: Order, createdAt: string): JsonObject {
  const unsettled = { amount: "0.0", currency: "XXX" };
  return {
    id: numericId(refund.transactionId),
    order_id: numericId(refund.orderId),
    kind: "refund",
    gateway: "bogus",
    status: "success",
    message: "Bogus Gateway: Forced success",
    created_at: createdAt,
    test: order.test,
    authorization: null,
    location_id: null,
    user_id: null,
    parent_id: null,
    processed_at: createdAt,
    device_id: null,
    error_code: null,
    source_name: "web",
    receipt: {},
    amount: formatMoney(refund.amountMinor, order.currency),
    currency: order.currency,
    payment_id: `${order.name}.1`,
    total_unsettled_set: { presentment_money: unsettled, shop_money: unsettled },
    manual_payment_gateway: false,
    amount_rounding: null,
    admin_graphql_api_id: `gid://shopify/OrderTransaction/${refund.transactionId}`,
  };
}
