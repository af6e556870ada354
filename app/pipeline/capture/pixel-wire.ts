import { z } from "zod";
import { instantField, optionalIdField } from "./fields.ts";
import { clientIdField, consentField, PixelEventWireSchema } from "./storefront-event.ts";

/**
 * What is common to one batch of the pixel. All of it is a claim, the customer included. The order that
 * a checkout became is not read: order ids can be guessed, a checkout's token cannot.
 */
export const PixelHeadWireSchema = z.object({
  /** The embed's id of the browser, where the embed runs; else Shopify's. */
  clientId: clientIdField,
  shopifyClientId: clientIdField.nullable().default(null),
  customerId: optionalIdField,
  consent: consentField,
  sentAt: instantField,
});

/** A batch as stored. */
export const PixelWireSchema = PixelHeadWireSchema.extend({
  events: z.array(PixelEventWireSchema),
});

export type PixelWire = z.output<typeof PixelWireSchema>;
