import type { CustomerAddressesWire } from "../capture/customer-addresses.ts";
import type { IdentityRef } from "../shared/identities.ts";
import type { Normalized } from "../shared/records.ts";
import { emptyNormalized } from "./empty-normalized.ts";
import { toInstant } from "./instant.ts";

/** The addresses in Shopify's record of a customer: what is known by their hashes is the customer's. */
export function normalizeCustomerAddresses(wire: CustomerAddressesWire): Normalized {
  const normalized = emptyNormalized();
  const customer: IdentityRef = { kind: "customer", key: wire.customerId };
  const at = toInstant(wire.updatedAt);
  if (wire.emailHash !== null) {
    const email: IdentityRef = { kind: "email", key: wire.emailHash };
    normalized.links.push({ from: customer, to: email, reason: "address", at });
  }
  if (wire.phoneHash !== null) {
    const phone: IdentityRef = { kind: "phone", key: wire.phoneHash };
    normalized.links.push({ from: customer, to: phone, reason: "address", at });
  }
  return normalized;
}
