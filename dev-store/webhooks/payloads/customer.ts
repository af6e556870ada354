import type { Customer } from "../../state/types.ts";
import { numericId } from "../json-text.ts";
import type { JsonObject } from "../json-text.ts";
import { buildDefaultAddress } from "./address.ts";
import type { PayloadShop } from "./payload-shop.ts";
import { formatShopTime } from "./shop-time.ts";

/** customers/create, update, enable and disable: without tags, consents and order totals since 2025-01. */
export function buildCustomerPayload(shop: PayloadShop, customer: Customer): JsonObject {
  return { ...customerFields(shop, customer), addresses: [] };
}

/** customers/delete. */
export function buildCustomerDeletePayload(customer: Pick<Customer, "id">): JsonObject {
  return {
    id: numericId(customer.id),
    tax_exemptions: [],
    admin_graphql_api_id: `gid://shopify/Customer/${customer.id}`,
  };
}

/** The customer as orders and checkouts carry it; null for a guest. Deleted people keep their id. */
export function embedCustomer(shop: PayloadShop, customerId: string | null): JsonObject | null {
  if (customerId === null) return null;
  const customer = shop.customer(customerId);
  if (customer === undefined) return buildCustomerDeletePayload({ id: customerId });
  return customerFields(shop, customer);
}

function customerFields({ record }: PayloadShop, customer: Customer): JsonObject {
  return {
    id: numericId(customer.id),
    created_at: formatShopTime(customer.createdAt, record.timezone),
    updated_at: formatShopTime(customer.updatedAt, record.timezone),
    first_name: customer.firstName,
    last_name: customer.lastName,
    state: customer.accountState ?? "disabled",
    note: null,
    verified_email: true,
    multipass_identifier: null,
    tax_exempt: false,
    email: customer.email,
    phone: null,
    currency: record.currency,
    tax_exemptions: [],
    admin_graphql_api_id: `gid://shopify/Customer/${customer.id}`,
    default_address: buildDefaultAddress(customer),
  };
}
