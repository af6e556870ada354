import { z } from "zod";
import { countField, instantField, tokenField } from "./fields.ts";

/** carts/create, carts/update. They name no customer: checkouts and orders join the token to one. */
export const CartWireSchema = z.object({
  token: tokenField,
  line_items: z
    .array(z.object({ quantity: countField }))
    .nullable()
    .default([])
    .transform((lines) => lines ?? []),
  created_at: instantField.nullable().default(null),
  updated_at: instantField,
});

export type CartWire = z.output<typeof CartWireSchema>;
