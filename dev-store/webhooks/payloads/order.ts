import type { Order } from "../../state/types.ts";
import { numericId } from "../json-text.ts";
import type { JsonObject } from "../json-text.ts";
import { buildAddress } from "./address.ts";
import { embedCustomer } from "./customer.ts";
import { buildFulfillment } from "./fulfillment.ts";
import { buildLineItem } from "./line-item.ts";
import { formatMoney, moneySet } from "./money.ts";
import type { PayloadShop } from "./payload-shop.ts";
import { buildRefundPayload } from "./refund.ts";
import { formatShopTime, formatShopTimeOrNull } from "./shop-time.ts";

/** Every topic of orders: one shape, the whole order. */
export function buildOrderPayload(shop: PayloadShop, order: Order): JsonObject {
  const { timezone, domain, id: shopId } = shop.record;
  const customer = embedCustomer(shop, order.customerId);
  const buyer = order.customerId === null ? undefined : shop.customer(order.customerId);
  const address = buildAddress(buyer ?? null);
  const fulfillments = order.fulfillments ?? [];
  const email = customer?.["email"] ?? null;
  return {
    id: numericId(order.id),
    admin_graphql_api_id: `gid://shopify/Order/${order.id}`,
    app_id: null,
    browser_ip: null,
    buyer_accepts_marketing: false,
    cancel_reason: order.cancelReason?.toLowerCase() ?? null,
    cancelled_at: formatShopTimeOrNull(order.cancelledAt, timezone),
    cart_token: order.cartToken,
    checkout_token: order.checkoutToken,
    client_details: null,
    closed_at: null,
    confirmation_number: null,
    confirmed: true,
    contact_email: email,
    created_at: formatShopTime(order.createdAt, timezone),
    ...moneyFields(order),
    customer_locale: "en",
    device_id: null,
    discount_codes: discountCodes(order),
    duties_included: false,
    email,
    estimated_taxes: false,
    financial_status: order.financialStatus.toLowerCase(),
    fulfillment_status: fulfillments.length > 0 ? "fulfilled" : null,
    landing_site: order.landingSite,
    landing_site_ref: null,
    location_id: null,
    merchant_business_entity_id: "MTU0ODM4MDAwOQ",
    merchant_of_record_app_id: null,
    name: order.name,
    note: null,
    note_attributes: [],
    number: order.number - 1000,
    order_number: order.number,
    order_status_url: `https://${domain}/${shopId}/orders/${order.id}/authenticate?key=dev-store`,
    payment_gateway_names: ["bogus"],
    phone: null,
    po_number: null,
    presentment_currency: order.currency,
    processed_at: formatShopTime(order.processedAt, timezone),
    reference: null,
    referring_site: order.referringSite,
    source_identifier: null,
    source_name: order.sourceName ?? "web",
    source_url: null,
    tags: "",
    tax_exempt: false,
    tax_lines: [],
    taxes_included: false,
    test: order.test,
    token: `order-${order.id}`,
    total_weight: 0,
    updated_at: formatShopTime(order.updatedAt, timezone),
    user_id: null,
    billing_address: address,
    customer,
    discount_applications: discountApplications(order),
    fulfillments: fulfillments.map((fulfillment) =>
      buildFulfillment(order, { fulfillment, timezone }),
    ),
    line_items: order.lines.map((line) => buildLineItem(line, order)),
    payment_terms: null,
    refunds: order.refunds.map((refund) => buildRefundPayload(shop, refund, order)),
    shipping_address: address,
    shipping_lines: [],
    returns: [],
    line_item_groups: [],
  };
}

/** total_price stays what was first ordered; what refunds leave of it is current_total_price. */
function moneyFields(order: Order): JsonObject {
  const { currency, subtotalMinor, totalMinor, refundedMinor } = order;
  const linesMinor = order.lines.reduce((sum, line) => sum + line.priceMinor * line.quantity, 0);
  const discountMinor = order.discount?.amountMinor ?? 0;
  const currentMinor = totalMinor - refundedMinor;
  return {
    currency,
    current_shipping_price_set: moneySet(0, currency),
    ...priced("current_subtotal_price", Math.max(0, subtotalMinor - refundedMinor), currency),
    current_total_additional_fees_set: null,
    ...priced("current_total_discounts", discountMinor, currency),
    current_total_duties_set: null,
    ...priced("current_total_price", currentMinor, currency),
    ...priced("current_total_tax", 0, currency),
    original_total_additional_fees_set: null,
    original_total_duties_set: null,
    ...priced("subtotal_price", subtotalMinor, currency),
    total_cash_rounding_payment_adjustment_set: moneySet(0, currency),
    total_cash_rounding_refund_adjustment_set: moneySet(0, currency),
    ...priced("total_discounts", discountMinor, currency),
    ...priced("total_line_items_price", linesMinor, currency),
    total_outstanding: formatMoney(order.financialStatus === "PENDING" ? totalMinor : 0, currency),
    ...priced("total_price", totalMinor, currency),
    total_shipping_price_set: moneySet(Math.max(0, totalMinor - subtotalMinor), currency),
    ...priced("total_tax", 0, currency),
    total_tip_received: formatMoney(0, currency),
  };
}

function discountCodes({ discount, currency }: Order): JsonObject[] {
  if (discount === undefined || discount.code === null) return [];
  const { code, amountMinor } = discount;
  return [{ code, amount: formatMoney(amountMinor, currency), type: "fixed_amount" }];
}

function discountApplications({ discount, currency }: Order): JsonObject[] {
  if (discount === undefined) return [];
  const { code, amountMinor } = discount;
  return [
    {
      target_type: "line_item",
      type: code === null ? "automatic" : "discount_code",
      value: formatMoney(amountMinor, currency),
      value_type: "fixed_amount",
      allocation_method: "across",
      target_selection: "all",
      ...(code === null ? { title: "Automatic discount" } : { code }),
    },
  ];
}

function priced(field: string, minor: number, currency: string): JsonObject {
  return { [field]: formatMoney(minor, currency), [`${field}_set`]: moneySet(minor, currency) };
}
