import { z } from "zod";
import { instantField } from "./fields.ts";
import { clientIdField, consentField, PixelEventWireSchema } from "./storefront-event.ts";

/**
 * What is common to one batch of the pixel. All of it is a claim. The customer who is logged in and the order
 * that a checkout became are not read: their ids can be guessed, a checkout's token cannot, and it leads to
 * both.
 */
export const PixelHeadWireSchema = z.object({
  /** The embed's id of the browser, where the embed runs; else Shopify's. */
  clientId: clientIdField,
  shopifyClientId: clientIdField.nullable().default(null),
  consent: consentField,
  sentAt: instantField,
});

/** A batch as stored. */
export const PixelWireSchema = PixelHeadWireSchema.extend({
  events: z.array(PixelEventWireSchema),
});

export type PixelWire = z.output<typeof PixelWireSchema>;
