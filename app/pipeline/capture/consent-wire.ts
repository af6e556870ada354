import { z } from "zod";
import { idField, instantField, optionalWordField } from "./fields.ts";

// `state` is Shopify's word ("subscribed", "not_subscribed", "pending", "unsubscribed", "redacted",
// "invalid"); null where the customer was never asked. The address it is about is not kept.
const consentField = z
  .object({
    state: optionalWordField,
    consent_updated_at: instantField.nullable().default(null),
  })
  .nullable()
  .default(null);

// Shopify leaves `consent_updated_at` null for what was never changed by the customer, so `told_at` is
// written from the delivery's X-Shopify-Triggered-At, as `deleted_at` of deletions is.
const toldAtField = instantField.nullable().default(null);

/** customers_email_marketing_consent/update. */
export const EmailConsentWireSchema = z.object({
  customer_id: idField,
  email_marketing_consent: consentField,
  told_at: toldAtField,
});

export type EmailConsentWire = z.output<typeof EmailConsentWireSchema>;

/** customers_marketing_consent/update, which is about text messages. `id` is the customer's. */
export const SmsConsentWireSchema = z.object({
  id: idField,
  sms_marketing_consent: consentField,
  told_at: toldAtField,
});

export type SmsConsentWire = z.output<typeof SmsConsentWireSchema>;
