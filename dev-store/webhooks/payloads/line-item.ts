import type { Order, OrderLine } from "../../state/types.ts";
import { numericId } from "../json-text.ts";
import type { JsonObject } from "../json-text.ts";
import { formatMoney, moneySet } from "./money.ts";

/** A line of an order, as orders/* and the lines of refunds/create carry it. */
export function buildLineItem(
  line: OrderLine,
  { currency, fulfillments = [] }: Pick<Order, "currency" | "fulfillments">,
): JsonObject {
  const { discountMinor = 0 } = line;
  const isFulfilled = fulfillments.length > 0;
  return {
    id: numericId(line.id),
    admin_graphql_api_id: `gid://shopify/LineItem/${line.id}`,
    attributed_staffs: [],
    current_quantity: line.quantity,
    fulfillable_quantity: isFulfilled ? 0 : line.quantity,
    fulfillment_service: "manual",
    fulfillment_status: isFulfilled ? "fulfilled" : null,
    gift_card: false,
    grams: 0,
    name: line.title,
    price: formatMoney(line.priceMinor, currency),
    price_set: moneySet(line.priceMinor, currency),
    product_exists: line.productId !== null,
    product_id: numericId(line.productId),
    properties: [],
    quantity: line.quantity,
    requires_shipping: true,
    sales_line_item_group_id: null,
    sku: line.sku,
    taxable: false,
    title: line.title,
    total_discount: formatMoney(0, currency),
    total_discount_set: moneySet(0, currency),
    variant_id: numericId(line.variantId),
    variant_inventory_management: null,
    variant_title: null,
    vendor: null,
    tax_lines: [],
    duties: [],
    discount_allocations:
      discountMinor === 0
        ? []
        : [
            {
              amount: formatMoney(discountMinor, currency),
              amount_set: moneySet(discountMinor, currency),
              discount_application_index: 0,
            },
          ],
  };
}
