import type { Customer, ShopRecord } from "../../state/types.ts";
import { numericId } from "../json-text.ts";
import type { JsonObject } from "../json-text.ts";

/** customers/redact. */
export function buildCustomerRedactPayload(
  record: ShopRecord,
  request: { customer: Pick<Customer, "id" | "email">; orderIds: readonly string[] },
): JsonObject {
  return {
    ...personOfShop(record, request.customer),
    orders_to_redact: request.orderIds.map((id) => numericId(id)),
  };
}

/** customers/data_request. `requestId` is the numeric id of the request itself. */
export function buildDataRequestPayload(
  record: ShopRecord,
  request: {
    customer: Pick<Customer, "id" | "email">;
    orderIds: readonly string[];
    requestId: string;
  },
): JsonObject {
  return {
    ...personOfShop(record, request.customer),
    orders_requested: request.orderIds.map((id) => numericId(id)),
    data_request: { id: numericId(request.requestId) },
  };
}

/** shop/redact, 48 hours after an uninstall. */
export function buildShopRedactPayload(record: ShopRecord): JsonObject {
  return { shop_id: numericId(record.id), shop_domain: record.domain };
}

function personOfShop(record: ShopRecord, customer: Pick<Customer, "id" | "email">): JsonObject {
  return {
    ...buildShopRedactPayload(record),
    customer: { id: numericId(customer.id), email: customer.email, phone: null },
  };
}
