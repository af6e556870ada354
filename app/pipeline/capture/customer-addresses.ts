import { z } from "zod";
import type { HashAddress } from "../shared/addresses.ts";
import { idField, instantField } from "./fields.ts";

const hashField = z
  .string()
  .regex(/^[\w-]{20,64}$/, "expected a hash")
  .nullable();

/** The addresses of a customer as Shopify has them, hashed; null where there is none. */
export const CustomerAddressesWireSchema = z.object({
  customerId: idField,
  emailHash: hashField,
  phoneHash: hashField,
  updatedAt: instantField,
});

export type CustomerAddressesWire = z.output<typeof CustomerAddressesWireSchema>;

/**
 * A customer's addresses, made fit for storage. `naturalKey` names them in this state and under this key of
 * the shop: read again they are known, hashed with another key they are new.
 */
export function hashCustomerAddresses({
  customer,
  hashAddress,
}: {
  customer: { customerId: string; email: string | null; phone: string | null; updatedAt: string };
  hashAddress: HashAddress;
}): { topic: "customer_addresses"; naturalKey: string; wire: CustomerAddressesWire } {
  const { customerId, email, phone, updatedAt } = customer;
  const emailHash = email === null ? null : hashAddress("email", email);
  const phoneHash = phone === null ? null : hashAddress("phone", phone);
  const naturalKey = `customer_addresses:${customerId}:${emailHash ?? ""}:${phoneHash ?? ""}`;
  const wire = { customerId, emailHash, phoneHash, updatedAt };
  return { topic: "customer_addresses", naturalKey, wire };
}
