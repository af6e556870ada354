import { z } from "zod";
import {
  currencyField,
  idField,
  instantField,
  optionalIdField,
  optionalWordField,
  textField,
} from "./fields.ts";

/** shop/update, of which only the currency and the time zone matter. */
export const ShopWireSchema = z.object({
  id: idField,
  myshopify_domain: textField.nullable().default(null),
  currency: currencyField.nullable().default(null),
  iana_timezone: textField.nullable().default(null),
  updated_at: instantField.nullable().default(null),
});

/** app/uninstalled: the shop once more. */
export const UninstalledWireSchema = z.object({
  id: idField,
  myshopify_domain: textField.nullable().default(null),
  updated_at: instantField.nullable().default(null),
});

/** app/scopes_update. */
export const ScopesWireSchema = z.object({
  previous: z.array(textField).nullable().default(null),
  current: z.array(textField),
  updated_at: instantField.nullable().default(null),
});

/** bulk_operations/finish. `status`: "completed", "failed", "canceled", "expired". */
export const BulkOperationWireSchema = z.object({
  admin_graphql_api_id: idField,
  status: optionalWordField,
  type: optionalWordField,
  error_code: optionalWordField,
  completed_at: instantField.nullable().default(null),
});

// A customer is asked for by id alone: the email and phone that come with it are not kept.
const PrivacyCustomerSchema = z.object({ id: optionalIdField }).nullable().default(null);
const OrderIdsSchema = z.array(idField).nullable().default(null);

/** customers/data_request. */
export const DataRequestWireSchema = z.object({
  shop_id: optionalIdField,
  shop_domain: textField,
  customer: PrivacyCustomerSchema,
  orders_requested: OrderIdsSchema,
  data_request: z.object({ id: optionalIdField }).nullable().default(null),
});

/** customers/redact. */
export const CustomerRedactWireSchema = z.object({
  shop_id: optionalIdField,
  shop_domain: textField,
  customer: PrivacyCustomerSchema,
  orders_to_redact: OrderIdsSchema,
});

/** shop/redact. */
export const ShopRedactWireSchema = z.object({
  shop_id: optionalIdField,
  shop_domain: textField,
});
