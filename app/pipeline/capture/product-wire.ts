import { z } from "zod";
import { mendText } from "../shared/storable-text.ts";
import {
  amountField,
  cutText,
  idField,
  instantField,
  mendedTextField,
  optionalIdField,
  preferGid,
} from "./fields.ts";

const MAX_TITLE_LENGTH = 255;

export const titleField = mendedTextField.transform((title) => cutText(title, MAX_TITLE_LENGTH));

/**
 * A word by which the merchant sorts products: a product type, a vendor. Blanks around it are none of it, as
 * they are none in Shopify; an empty one is none.
 */
export const sortingField = z
  .unknown()
  .transform((word) => {
    if (typeof word !== "string") return null;
    return cutText(mendText(word).trim(), MAX_TITLE_LENGTH).trimEnd() || null;
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
