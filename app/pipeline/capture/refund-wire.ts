import { z } from "zod";
import {
  currencyField,
  decimalField,
  idField,
  instantField,
  preferGid,
  textField,
} from "./fields.ts";

const MoneySetSchema = z
  .object({
    shop_money: z.object({
      amount: decimalField,
      currency_code: currencyField.nullable().default(null),
    }),
  })
  .nullable()
  .default(null);

export type MoneySetWire = z.output<typeof MoneySetSchema>;

/** refunds/create. It names no customer: who was refunded is known through the order. */
export const RefundWireSchema = z.preprocess(
  preferGid,
  z.object({
    id: idField,
    order_id: idField,
    created_at: instantField,
    transactions: z
      .array(
        z.object({
          kind: textField.nullable().default(null),
          status: textField.nullable().default(null),
          amount: decimalField,
          currency: currencyField.nullable().default(null),
        }),
      )
      .nullable()
      .default(null),
    refund_line_items: z
      .array(z.object({ subtotal_set: MoneySetSchema, total_tax_set: MoneySetSchema }))
      .nullable()
      .default(null),
    refund_shipping_lines: z
      .array(z.object({ subtotal_amount_set: MoneySetSchema }))
      .nullable()
      .default(null),
    order_adjustments: z
      .array(z.object({ amount_set: MoneySetSchema, tax_amount_set: MoneySetSchema }))
      .nullable()
      .default(null),
  }),
);

export type RefundWire = z.output<typeof RefundWireSchema>;
