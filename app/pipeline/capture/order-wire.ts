import { z } from "zod";
import {
  amountField,
  currencyField,
  flagField,
  idField,
  instantField,
  optionalIdField,
  optionalTokenField,
  optionalWordField,
  preferGid,
} from "./fields.ts";
import { orderLinesField, usedCodeField } from "./order-line-wire.ts";

const CHANNEL = /^[a-z0-9_.-]{1,50}$/i;

/**
 * Where an order was placed: "web", "pos", "shopify_draft_order", an app's id. Whoever creates orders
 * through the API may write any text, also a person's name: what is no plain word is not kept.
 */
export const channelField = z
  .unknown()
  .transform((value) => (typeof value === "string" && CHANNEL.test(value) ? value : null))
  .default(null);

/** A customer as orders and checkouts mention one: the id alone; null when there is none. */
export const customerMentionField = z
  .preprocess(preferGid, z.object({ id: optionalIdField }).nullable().default(null))
  .transform((customer) =>
    customer === null || customer.id === null ? null : { id: customer.id },
  );

const FulfillmentSchema = z.object({
  created_at: instantField.nullable().default(null),
  status: optionalWordField,
});

export type FulfillmentWire = z.output<typeof FulfillmentSchema>;

/** Every topic of orders: one shape, the whole order. Amounts are in `currency`, the shop's. */
export const OrderWireSchema = z.preprocess(
  preferGid,
  z.object({
    id: idField,
    created_at: instantField,
    updated_at: instantField.nullable().default(null),
    processed_at: instantField.nullable().default(null),
    cancelled_at: instantField.nullable().default(null),
    currency: currencyField,
    total_price: amountField,
    subtotal_price: amountField.nullable().default(null),
    total_discounts: amountField.nullable().default(null),
    discount_codes: usedCodeField,
    line_items: orderLinesField,
    test: flagField.nullable().default(false),
    customer: customerMentionField,
    cart_token: optionalTokenField,
    checkout_token: optionalTokenField,
    source_name: channelField,
    fulfillment_status: optionalWordField,
    fulfillments: z
      .array(FulfillmentSchema)
      .nullable()
      .default([])
      .transform((fulfillments) => fulfillments ?? []),
  }),
);

export type OrderWire = z.output<typeof OrderWireSchema>;
