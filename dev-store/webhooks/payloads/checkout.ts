import type { Checkout, OrderLine } from "../../state/types.ts";
import { numericId } from "../json-text.ts";
import type { JsonObject } from "../json-text.ts";
import { buildAddress } from "./address.ts";
import { embedCustomer } from "./customer.ts";
import { formatMoney } from "./money.ts";
import type { PayloadShop } from "./payload-shop.ts";
import { formatShopTime, formatShopTimeOrNull } from "./shop-time.ts";

/** checkouts/create and checkouts/update: keyed by token, the numeric id was removed in 2026. */
export function buildCheckoutPayload(shop: PayloadShop, checkout: Checkout): JsonObject {
  const { timezone, domain, id: shopId } = shop.record;
  const { currency, token } = checkout;
  const total = formatMoney(checkout.totalMinor, currency);
  const buyer = checkout.customerId === null ? undefined : shop.customer(checkout.customerId);
  const address = buildAddress(buyer ?? null);
  const completedAt = formatShopTimeOrNull(checkout.completedAt, timezone);
  return {
    token,
    cart_token: checkout.cartToken,
    email: checkout.email,
    gateway: null,
    buyer_accepts_marketing: false,
    created_at: formatShopTime(checkout.createdAt, timezone),
    updated_at: formatShopTime(checkout.updatedAt, timezone),
    landing_site: null,
    note: null,
    note_attributes: [],
    referring_site: null,
    shipping_lines:
      checkout.shippingTitle === null ? [] : [buildShippingLine(checkout.shippingTitle, currency)],
    taxes_included: false,
    total_weight: 0,
    currency,
    completed_at: completedAt,
    closed_at: null,
    user_id: null,
    location_id: null,
    source_identifier: null,
    source_url: null,
    device_id: null,
    phone: null,
    customer_locale: null,
    line_items: checkout.lines.map((line) => buildCheckoutLine(line, currency)),
    name: `#${token}`,
    source: null,
    abandoned_checkout_url: `https://${domain}/${shopId}/checkouts/${token}/recover?key=dev-store`,
    discount_codes: [],
    tax_lines: [],
    source_name: "web",
    presentment_currency: currency,
    buyer_accepts_sms_marketing: false,
    sms_marketing_phone: null,
    total_discounts: formatMoney(0, currency),
    total_line_items_price: total,
    total_price: total,
    total_tax: formatMoney(0, currency),
    subtotal_price: total,
    total_duties: null,
    reservation_token: null,
    billing_address: address,
    shipping_address: address,
    customer: embedCustomer(shop, checkout.customerId),
  };
}

/** checkouts/delete: sums and the cart's token. The checkout's own token is not among them. */
export function buildCheckoutDeletePayload(checkout: Checkout): JsonObject {
  const { currency } = checkout;
  const total = formatMoney(checkout.totalMinor, currency);
  return {
    presentment_currency: currency,
    buyer_accepts_sms_marketing: false,
    sms_marketing_phone: null,
    total_discounts: formatMoney(0, currency),
    total_line_items_price: total,
    total_price: total,
    total_tax: formatMoney(0, currency),
    subtotal_price: total,
    cart_token: checkout.cartToken,
    total_duties: null,
    reservation_token: null,
  };
}

function buildShippingLine(title: string, currency: string): JsonObject {
  return {
    id: null,
    code: title,
    original_shop_price: formatMoney(0, currency),
    original_shop_markup: "0.00",
    delivery_expectation_range: null,
    delivery_expectation_type: null,
    price: formatMoney(0, currency),
    source: "shopify",
    title,
    presentment_title: title,
    phone: null,
    tax_lines: [],
    custom_tax_lines: null,
    validation_context: null,
    markup: "0.00",
    carrier_identifier: null,
    carrier_service_id: null,
    api_client_id: null,
    requested_fulfillment_service_id: null,
    delivery_category: null,
    applied_discounts: [],
  };
}

function buildCheckoutLine(line: OrderLine, currency: string): JsonObject {
  return {
    applied_discounts: [],
    discount_allocations: [],
    key: line.id,
    destination_location_id: null,
    fulfillment_service: "manual",
    gift_card: false,
    grams: 0,
    origin_location_id: null,
    presentment_title: line.title,
    presentment_variant_title: "",
    product_id: numericId(line.productId),
    properties: null,
    quantity: line.quantity,
    requires_shipping: true,
    sku: line.sku,
    tax_lines: [],
    taxable: false,
    title: line.title,
    variant_id: numericId(line.variantId),
    variant_title: "",
    variant_price: formatMoney(line.priceMinor, currency),
    vendor: "",
    user_id: null,
    unit_price_measurement: {
      measured_type: null,
      quantity_value: null,
      quantity_unit: null,
      reference_value: null,
      reference_unit: null,
    },
    rank: null,
    compare_at_price: null,
    line_price: formatMoney(line.priceMinor * line.quantity, currency),
    price: formatMoney(line.priceMinor, currency),
  };
}
