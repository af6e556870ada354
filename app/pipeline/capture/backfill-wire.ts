import { z } from "zod";
import {
  amountField,
  currencyField,
  decimalField,
  flagField,
  idField,
  instantField,
  mendedTextField,
  optionalTokenField,
  optionalWordField,
} from "./fields.ts";
import { addUpWithinReach, piecesField, TOO_MUCH, usedCodeField } from "./order-line-wire.ts";
import { channelField } from "./order-wire.ts";
import { sortingField, titleField } from "./product-wire.ts";

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
  tags: z.array(mendedTextField).nullable().default(null),
});

export type BackfillCustomerWire = z.output<typeof BackfillCustomerWireSchema>;

const AmountSchema = z.object({ shopMoney: z.object({ amount: amountField }) });
const MentionSchema = z.object({ id: idField }).nullable().default(null);

const LineSchema = z.object({
  id: idField,
  quantity: piecesField,
  originalUnitPriceSet: AmountSchema,
  discountAllocations: z.array(z.object({ allocatedAmountSet: AmountSchema })),
  product: MentionSchema,
  variant: MentionSchema,
});

type Line = z.output<typeof LineSchema>;

const LinesSchema = z.array(LineSchema).refine(
  (lines: Line[]) =>
    addUpWithinReach(
      lines.map(({ quantity, originalUnitPriceSet, discountAllocations }) => ({
        quantity,
        price: originalUnitPriceSet.shopMoney.amount,
        discounts: discountAllocations.map((one) => one.allocatedAmountSet.shopMoney.amount),
      })),
    ),
  TOO_MUCH,
);

/** An order of the Admin API's `orders` connection, with its lines and refunds. */
export const BackfillOrderWireSchema = z.object({
  id: idField,
  createdAt: instantField,
  processedAt: instantField.nullable().default(null),
  updatedAt: instantField,
  cancelledAt: instantField.nullable().default(null),
  test: flagField,
  currencyCode: currencyField,
  totalPriceSet: ShopAmountSchema,
  subtotalPriceSet: AmountSchema.nullable().default(null),
  totalDiscountsSet: AmountSchema.nullable().default(null),
  discountCodes: usedCodeField,
  customer: MentionSchema,
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
  lineItems: z.object({ nodes: LinesSchema }).nullable().default(null),
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
  productType: sortingField,
  vendor: sortingField,
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
