import { z } from "zod";
import { cutText, decimalField, idField, instantField, preferGid, textField } from "./fields.ts";

const MAX_TITLE_LENGTH = 255;

export const titleField = textField.transform((title) => cutText(title, MAX_TITLE_LENGTH));

/** products/create, products/update. Variants beyond the first hundred are left out by Shopify. */
export const ProductWireSchema = z.preprocess(
  preferGid,
  z.object({
    id: idField,
    title: titleField,
    updated_at: instantField.nullable().default(null),
    variants: z
      .array(z.object({ price: decimalField }))
      .nullable()
      .default([])
      .transform((variants) => variants ?? []),
  }),
);

export type ProductWire = z.output<typeof ProductWireSchema>;
