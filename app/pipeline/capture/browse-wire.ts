import { z } from "zod";
import { instantField, optionalIdField, optionalTokenField } from "./fields.ts";
import { BrowseEventWireSchema, consentField, uuidField } from "./storefront-event.ts";

/** What is common to one batch of the theme's embed: who told it, and when by the browser's clock. */
export const BrowseHeadWireSchema = z.object({
  clientId: uuidField,
  sessionId: uuidField.nullable().default(null),
  cartToken: optionalTokenField,
  consent: consentField,
  sentAt: instantField,
});

/** A batch as stored. `customerId` is from Shopify's signature on the request, never from the body. */
export const BrowseWireSchema = BrowseHeadWireSchema.extend({
  // null: stored before batches carried the consent that they were sent under.
  consent: consentField.nullable().default(null),
  customerId: optionalIdField,
  events: z.array(BrowseEventWireSchema),
});

export type BrowseWire = z.output<typeof BrowseWireSchema>;
