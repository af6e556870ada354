import { z } from "zod";
import { idField, instantField, preferGid } from "./fields.ts";
import { titleField } from "./product-wire.ts";

/** collections/create, collections/update. The handle is what a storefront's path names it by. */
export const CollectionWireSchema = z.preprocess(
  preferGid,
  z.object({
    id: idField,
    handle: titleField,
    title: titleField,
    updated_at: instantField.nullable().default(null),
  }),
);

export type CollectionWire = z.output<typeof CollectionWireSchema>;
