import { z } from "zod";
import {
  amountField,
  cutText,
  idField,
  instantField,
  isStorableText,
  optionalIdField,
  preferGid,
  textField,
} from "./fields.ts";

const MAX_TITLE_LENGTH = 255;

export const titleField = textField.transform((title) => cutText(title, MAX_TITLE_LENGTH));

/**
 * A word by which the merchant sorts products: a product type, a vendor. Blanks around it are none of it, as
 * they are none in Shopify; an empty one is none.
 */
export const sortingField = z
  .unknown()
  .transform((word) => {
    const text = isStorableText(word) ? cutText(word.trim(), MAX_TITLE_LENGTH).trimEnd() : "";
    return text === "" ? null : text;
  })
  .default(null);

/** A variant's price as REST writes it, null where there is none. `id`: null in what was stored before. */
const VariantSchema = z.preprocess(
  preferGid,
  z.object({
    id: optionalIdField,
    price: amountField,
    compare_at_price: amountField.nullable().default(null),
  }),
);

/** products/create, products/update. Variants beyond the first hundred are left out by Shopify. */
export const ProductWireSchema = z.preprocess(
  preferGid,
  z.object({
    id: idField,
    title: titleField,
    updated_at: instantField.nullable().default(null),
    product_type: sortingField,
    vendor: sortingField,
    variants: z
      .array(VariantSchema)
      .nullable()
      .default([])
      .transform((variants) => variants ?? []),
  }),
);

export type ProductWire = z.output<typeof ProductWireSchema>;
