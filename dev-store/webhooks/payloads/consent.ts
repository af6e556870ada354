import type { Customer, MarketingConsent } from "../../state/types.ts";
import { numericId } from "../json-text.ts";
import type { JsonObject } from "../json-text.ts";
import type { PayloadShop } from "./payload-shop.ts";
import { formatShopTime } from "./shop-time.ts";

/** customers_email_marketing_consent/update. */
export function buildEmailConsentPayload(
  shop: PayloadShop,
  { customer, consent }: { customer: Customer; consent: MarketingConsent },
): JsonObject {
  return {
    customer_id: numericId(customer.id),
    email_address: customer.email,
    email_marketing_consent: consentFields(shop, consent),
  };
}

/** customers_marketing_consent/update: about text messages, although its name does not say so. */
export function buildSmsConsentPayload(
  shop: PayloadShop,
  { customer, consent }: { customer: Customer; consent: MarketingConsent },
): JsonObject {
  return {
    id: numericId(customer.id),
    phone: null,
    sms_marketing_consent: {
      ...consentFields(shop, consent),
      consent_collected_from: "SHOPIFY",
    },
  };
}

function consentFields({ record }: PayloadShop, consent: MarketingConsent): JsonObject {
  return {
    state: consent.state,
    opt_in_level: "single_opt_in",
    consent_updated_at: formatShopTime(consent.updatedAt, record.timezone),
  };
}
