import { z } from "zod";
import { amountField, idField, instantField } from "./fields.ts";
import { sortingField, titleField } from "./product-wire.ts";

/**
 * Shopify's Next Gen Event of a changed price: the answer to the query in shopify.app.toml. Its words for
 * what changed (`fields_changed`) are not kept: they were reshaped once during 2026, and the answer says
 * all of it. A product or variant that is gone by the time Shopify asks is null.
 */
export const ProductChangeWireSchema = z.object({
  // In the body, which the signature covers, as well as in the headers, which it does not.
  topic: z.literal("Product", { error: "expected Product" }),
  action: z.literal("update", { error: "expected update" }),
  data: z
    .object({
      product: z
        .object({
          id: idField,
          title: titleField,
          updatedAt: instantField,
          productType: sortingField,
          vendor: sortingField,
          priceRangeV2: z
            .object({ minVariantPrice: z.object({ amount: amountField }) })
            .nullable()
            .default(null),
        })
        .nullable()
        .default(null),
      productVariant: z
        .object({
          id: idField,
          price: amountField,
          compareAtPrice: amountField.nullable().default(null),
        })
        .nullable()
        .default(null),
    })
    .nullable()
    .default(null),
});

export type ProductChangeWire = z.output<typeof ProductChangeWireSchema>;
