import { z } from "zod";
import {
  amountField,
  currencyField,
  decimalField,
  flagField,
  idField,
  instantField,
  optionalTokenField,
  optionalWordField,
  textField,
} from "./fields.ts";
import { channelField } from "./order-wire.ts";
import { titleField } from "./product-wire.ts";

const ShopMoneySchema = z.object({
  shopMoney: z.object({ amount: decimalField, currencyCode: currencyField }),
});

const ShopAmountSchema = z.object({
  shopMoney: z.object({ amount: amountField, currencyCode: currencyField }),
});

/** A customer of the Admin API's `customers` connection. */
export const BackfillCustomerWireSchema = z.object({
  id: idField,
  createdAt: instantField,
  updatedAt: instantField,
  tags: z.array(textField).nullable().default(null),
});

export type BackfillCustomerWire = z.output<typeof BackfillCustomerWireSchema>;

/** An order of the Admin API's `orders` connection, with its refunds. */
export const BackfillOrderWireSchema = z.object({
  id: idField,
  createdAt: instantField,
  processedAt: instantField.nullable().default(null),
  updatedAt: instantField,
  cancelledAt: instantField.nullable().default(null),
  test: flagField,
  currencyCode: currencyField,
  totalPriceSet: ShopAmountSchema,
  customer: z.object({ id: idField }).nullable().default(null),
  cartToken: optionalTokenField,
  checkoutToken: optionalTokenField,
  sourceName: channelField,
  displayFulfillmentStatus: optionalWordField,
  fulfillments: z
    .array(
      z.object({ createdAt: instantField.nullable().default(null), status: optionalWordField }),
    )
    .nullable()
    .default(null),
  refunds: z.array(
    z.object({
      id: idField,
      createdAt: instantField.nullable().default(null),
      totalRefundedSet: ShopMoneySchema,
    }),
  ),
});

export type BackfillOrderWire = z.output<typeof BackfillOrderWireSchema>;

const VariantSchema = z.object({
  id: idField,
  price: amountField,
  compareAtPrice: amountField.nullable().default(null),
});

/** A product of the Admin API's `products` connection, with its first variants. */
export const BackfillProductWireSchema = z.object({
  id: idField,
  title: titleField,
  updatedAt: instantField,
  priceRangeV2: z
    .object({ minVariantPrice: z.object({ amount: amountField }) })
    .nullable()
    .default(null),
  variants: z
    .object({ nodes: z.array(VariantSchema) })
    .nullable()
    .default(null),
});

export type BackfillProductWire = z.output<typeof BackfillProductWireSchema>;
