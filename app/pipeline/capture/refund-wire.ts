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

// As long as one amount may be: what a refund adds up to is exact as well.
const MAX_TOTAL = 1e11;

export type MoneySetWire = z.output<typeof MoneySetSchema>;

/** refunds/create. It names no customer: who was refunded is known through the order. */
export const RefundWireSchema = z.preprocess(
  preferGid,
  z
    .object({
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
    })
    .refine((refund) => totalOf(refund) < MAX_TOTAL, {
      message: `expected amounts that add up to less than ${MAX_TOTAL}`,
    }),
);

export type RefundWire = z.output<typeof RefundWireSchema>;

/** All amounts of a part of a refund, whatever their sign and meaning. */
function totalOf(part: unknown): number {
  if (typeof part !== "object" || part === null) return 0;
  let total = 0;
  for (const [field, below] of Object.entries(part)) {
    total += field === "amount" ? Math.abs(Number(below)) : totalOf(below);
  }
  return total;
}
