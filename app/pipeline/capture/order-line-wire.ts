import { z } from "zod";
import { amountField, countField, idField, optionalIdField, preferGid } from "./fields.ts";

// As long as one amount may be: what lines add up to is exact as well.
const MAX_TOTAL = 1e11;
// More than anybody orders, and less than the database's integers hold.
const MAX_PIECES = 1e9;

/** Pieces of one line. */
export const piecesField = countField.refine(
  (pieces) => pieces < MAX_PIECES,
  `expected less than ${MAX_PIECES} pieces`,
);

export const TOO_MUCH = `expected lines that add up to less than ${MAX_TOTAL}`;

/** What was taken off a line: its own discounts, and its share of those of the whole order. */
const AllocationsSchema = z
  .array(z.object({ amount: amountField }))
  .nullable()
  .default([])
  .transform((allocations) => allocations ?? []);

/** A line of an order. `price` is of one piece, before discounts, in the shop's currency. */
const OrderLineSchema = z.preprocess(
  preferGid,
  z.object({
    id: idField,
    product_id: optionalIdField,
    variant_id: optionalIdField,
    quantity: piecesField,
    price: amountField,
    discount_allocations: AllocationsSchema,
  }),
);

export type OrderLineWire = z.output<typeof OrderLineSchema>;

/** An order's lines; null: the telling has none, as those that were stored before lines were read. */
export const orderLinesField = z
  .array(OrderLineSchema)
  .refine(
    (lines) =>
      addUpWithinReach(
        lines.map(({ quantity, price, discount_allocations }) => ({
          quantity,
          price,
          discounts: discount_allocations.map(({ amount }) => amount),
        })),
      ),
    TOO_MUCH,
  )
  .nullable()
  .default(null);

/**
 * Whether discount codes were used. Only that is kept of them: they are texts that a merchant makes up, and
 * some are made up for one person.
 */
export const usedCodeField = z
  .unknown()
  .transform((codes) => {
    if (Array.isArray(codes)) return codes.length > 0;
    return typeof codes === "boolean" ? codes : null;
  })
  .default(null);

/** Whether the sums that are made of lines stay exact. */
export function addUpWithinReach(
  lines: readonly { quantity: number; price: string; discounts: readonly string[] }[],
): boolean {
  let total = 0;
  for (const { quantity, price, discounts } of lines) {
    total += quantity * Number(price);
    for (const amount of discounts) total += Number(amount);
  }
  return total < MAX_TOTAL;
}
