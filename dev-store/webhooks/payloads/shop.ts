import type { Plan, ShopRecord } from "../../state/types.ts";
import { numericId } from "../json-text.ts";
import type { JsonObject } from "../json-text.ts";
import { formatShopTime } from "./shop-time.ts";

const PLAN_NAMES: Record<Plan, { name: string; displayName: string }> = {
  standard: { name: "basic", displayName: "Basic" },
  advanced: { name: "unlimited", displayName: "Advanced" },
  plus: { name: "shopify_plus", displayName: "Shopify Plus" },
};

/** shop/update and app/uninstalled: both carry the shop. */
export function buildShopPayload(record: ShopRecord, updatedAt = record.createdAt): JsonObject {
  const plan = PLAN_NAMES[record.plan];
  return {
    id: numericId(record.id),
    name: record.name,
    email: record.email,
    domain: record.domain,
    province: "",
    country: "US",
    address1: "",
    zip: "",
    city: "",
    source: null,
    phone: "",
    latitude: null,
    longitude: null,
    primary_locale: "en",
    address2: null,
    created_at: formatShopTime(record.createdAt, record.timezone),
    updated_at: formatShopTime(updatedAt, record.timezone),
    country_code: "US",
    country_name: "United States",
    currency: record.currency,
    customer_email: record.email,
    timezone: record.timezone,
    iana_timezone: record.timezone,
    shop_owner: "Dev Owner",
    money_format: "{{amount}}",
    money_with_currency_format: `{{amount}} ${record.currency}`,
    weight_unit: "kg",
    province_code: "",
    taxes_included: null,
    auto_configure_tax_inclusivity: null,
    tax_shipping: null,
    county_taxes: null,
    plan_display_name: plan.displayName,
    plan_name: plan.name,
    has_discounts: false,
    has_gift_cards: false,
    myshopify_domain: record.domain,
    google_apps_domain: null,
    google_apps_login_enabled: null,
    money_in_emails_format: "{{amount}}",
    money_with_currency_in_emails_format: `{{amount}} ${record.currency}`,
    eligible_for_payments: true,
    requires_extra_payments_agreement: false,
    password_enabled: false,
    has_storefront: true,
    finances: true,
    primary_location_id: 655441491,
    checkout_api_supported: true,
    multi_location_enabled: false,
    setup_required: false,
    pre_launch_enabled: false,
    enabled_presentment_currencies: [record.currency],
    marketing_sms_consent_enabled_at_checkout: false,
    transactional_sms_disabled: false,
  };
}

/** app/scopes_update. `installId` is the numeric id of the app's installation. */
export function buildScopesPayload(
  record: ShopRecord,
  change: { installId: string; previous: string[]; current: string[]; updatedAt: number },
): JsonObject {
  return {
    id: numericId(change.installId),
    shop_id: `gid://shopify/Shop/${record.id}`,
    previous: change.previous,
    current: change.current,
    updated_at: new Date(change.updatedAt).toISOString(),
  };
}
