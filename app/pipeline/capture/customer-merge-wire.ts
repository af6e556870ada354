import { z } from "zod";
import { idField, instantField, optionalWordField } from "./fields.ts";

/**
 * customers/merge. `status` tells whether the merge succeeded: Shopify sends the topic for a failed one
 * as well. The payload holds no time, so `merged_at` is written from X-Shopify-Triggered-At.
 */
export const CustomerMergeWireSchema = z.object({
  admin_graphql_api_customer_kept_id: idField,
  admin_graphql_api_customer_deleted_id: idField,
  status: optionalWordField,
  merged_at: instantField.nullable().default(null),
});

export type CustomerMergeWire = z.output<typeof CustomerMergeWireSchema>;
