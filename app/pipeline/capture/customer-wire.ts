import { z } from "zod";
import { idField, instantField, mendedTextField, preferGid } from "./fields.ts";

/** customers/create, customers/update, customers/enable, customers/disable. */
export const CustomerWireSchema = z.preprocess(
  preferGid,
  z.object({
    id: idField,
    created_at: instantField.nullable().default(null),
    updated_at: instantField.nullable().default(null),
  }),
);

export type CustomerWire = z.output<typeof CustomerWireSchema>;

/**
 * customers/delete, products/delete and collections/delete. Shopify's payload holds no time, so
 * `deleted_at` is written from the delivery's X-Shopify-Triggered-At: it is the same on every retry.
 */
export const DeletionWireSchema = z.preprocess(
  preferGid,
  z.object({ id: idField, deleted_at: instantField.nullable().default(null) }),
);

export type DeletionWire = z.output<typeof DeletionWireSchema>;

/** customer.tags_added, customer.tags_removed. The tags are those that changed, not all of them. */
export const CustomerTagsWireSchema = z.object({
  customerId: idField,
  tags: z.array(mendedTextField),
  occurredAt: instantField,
});

export type CustomerTagsWire = z.output<typeof CustomerTagsWireSchema>;
