import { numericId } from "../json-text.ts";
import type { JsonObject } from "../json-text.ts";

/** customers/merge. A merge that failed is told as well, with its errors. */
export function buildMergePayload(merge: {
  keptId: string;
  deletedId: string;
  /** Why it failed; null: it did not. */
  failure: string | null;
}): JsonObject {
  return {
    admin_graphql_api_customer_kept_id: `gid://shopify/Customer/${merge.keptId}`,
    admin_graphql_api_customer_deleted_id: `gid://shopify/Customer/${merge.deletedId}`,
    admin_graphql_api_job_id: null,
    status: merge.failure === null ? "completed" : "failed",
    errors:
      merge.failure === null
        ? []
        : [
            {
              customer_ids: [numericId(merge.keptId)],
              field: "merge_in_progress",
              message: merge.failure,
            },
          ],
  };
}
