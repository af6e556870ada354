import type { JsonObject } from "../webhooks/json-text.ts";
import { formatShopTime, formatShopTimeOrNull } from "../webhooks/payloads/shop-time.ts";
import type { BulkOperation } from "./bulk-store.ts";

/** bulk_operations/finish. Status and error code in small letters, unlike the API's. */
export function buildFinishPayload(operation: BulkOperation, timezone: string): JsonObject {
  return {
    admin_graphql_api_id: `gid://shopify/BulkOperation/${operation.id}`,
    completed_at: formatShopTimeOrNull(operation.completedAt, timezone),
    created_at: formatShopTime(operation.createdAt, timezone),
    error_code: operation.errorCode?.toLowerCase() ?? null,
    status: operation.status.toLowerCase(),
    type: operation.type.toLowerCase(),
  };
}
