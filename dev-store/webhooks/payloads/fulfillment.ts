import type { Fulfillment, Order } from "../../state/types.ts";
import { numericId } from "../json-text.ts";
import type { JsonObject } from "../json-text.ts";
import { buildLineItem } from "./line-item.ts";
import { formatShopTime } from "./shop-time.ts";

/** A fulfillment as orders carry it; without its recipient, whom the order names already. */
export function buildFulfillment(
  order: Order,
  { fulfillment, timezone }: { fulfillment: Fulfillment; timezone: string },
): JsonObject {
  const createdAt = formatShopTime(fulfillment.createdAt, timezone);
  return {
    id: numericId(fulfillment.id),
    admin_graphql_api_id: `gid://shopify/Fulfillment/${fulfillment.id}`,
    created_at: createdAt,
    location_id: 655441491,
    name: `${order.name}-F1`,
    order_id: numericId(order.id),
    origin_address: {},
    receipt: {},
    service: "manual",
    shipment_status: null,
    status: "success",
    tracking_company: null,
    tracking_number: null,
    tracking_numbers: [],
    tracking_url: null,
    tracking_urls: [],
    updated_at: createdAt,
    line_items: order.lines.map((line) => buildLineItem(line, order)),
  };
}
