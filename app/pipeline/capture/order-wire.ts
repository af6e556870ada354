import { z } from "zod";
import {
  currencyField,
  decimalField,
  flagField,
  idField,
  instantField,
  optionalIdField,
  optionalTokenField,
  preferGid,
} from "./fields.ts";

/** A customer as orders and checkouts mention one: the id alone; null when there is none. */
export const customerMentionField = z
  .preprocess(preferGid, z.object({ id: optionalIdField }).nullable().default(null))
  .transform((customer) =>
    customer === null || customer.id === null ? null : { id: customer.id },
  );

/** orders/create, orders/updated, orders/cancelled. `total_price` is in `currency`, the shop's. */
export const OrderWireSchema = z.preprocess(
  preferGid,
  z.object({
    id: idField,
    created_at: instantField,
    updated_at: instantField.nullable().default(null),
    processed_at: instantField.nullable().default(null),
    cancelled_at: instantField.nullable().default(null),
    currency: currencyField,
    total_price: decimalField,
    test: flagField.nullable().default(false),
    customer: customerMentionField,
    cart_token: optionalTokenField,
    checkout_token: optionalTokenField,
  }),
);

export type OrderWire = z.output<typeof OrderWireSchema>;
