import { z } from "zod";
import { instantField, optionalTokenField, tokenField } from "./fields.ts";
import { customerMentionField } from "./order-wire.ts";

/** checkouts/create, checkouts/update. The token is the only id: the numeric one left in 2026. */
export const CheckoutWireSchema = z.object({
  token: tokenField,
  cart_token: optionalTokenField,
  customer: customerMentionField,
  created_at: instantField,
  updated_at: instantField.nullable().default(null),
});

export type CheckoutWire = z.output<typeof CheckoutWireSchema>;

/** checkouts/delete, which names the checkout by its cart alone. */
export const CheckoutDeletionWireSchema = z.object({ cart_token: optionalTokenField });
