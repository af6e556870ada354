import { z } from "zod";
import {
  currencyField,
  decimalField,
  flagField,
  idField,
  instantField,
  textField,
} from "./fields.ts";
import { titleField } from "./product-wire.ts";

const ShopMoneySchema = z.object({
  shopMoney: z.object({ amount: decimalField, currencyCode: currencyField }),
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
  totalPriceSet: ShopMoneySchema,
  customer: z.object({ id: idField }).nullable().default(null),
  refunds: z.array(
    z.object({
      id: idField,
      createdAt: instantField.nullable().default(null),
      totalRefundedSet: ShopMoneySchema,
    }),
  ),
});

export type BackfillOrderWire = z.output<typeof BackfillOrderWireSchema>;

/** A product of the Admin API's `products` connection. */
export const BackfillProductWireSchema = z.object({
  id: idField,
  title: titleField,
  updatedAt: instantField,
  priceRangeV2: z
    .object({ minVariantPrice: z.object({ amount: decimalField }) })
    .nullable()
    .default(null),
});

export type BackfillProductWire = z.output<typeof BackfillProductWireSchema>;
