import type { Customer } from "../../state/types.ts";
import { numericId } from "../json-text.ts";
import type { JsonObject } from "../json-text.ts";

type Named = Pick<Customer, "firstName" | "lastName">;

/**
 * A postal address, invented, of orders and checkouts. It is there so that what the app must not
 * receive or keep really is on its way, and a test can look for it.
 */
export function buildAddress(person: Named | null): JsonObject {
  const { firstName, lastName } = person ?? { firstName: null, lastName: null };
  return {
    first_name: firstName ?? "",
    address1: "1 Sample Street",
    phone: "555-0100",
    city: "Sampletown",
    zip: "40003",
    province: "Kentucky",
    country: "United States",
    last_name: lastName ?? "",
    address2: null,
    company: "",
    latitude: null,
    longitude: null,
    name: [firstName, lastName].filter((part) => part !== null).join(" "),
    country_code: "US",
    province_code: "KY",
  };
}

/** The same as a customer's own address. */
export function buildDefaultAddress(customer: Customer): JsonObject {
  const { latitude: _latitude, longitude: _longitude, ...address } = buildAddress(customer);
  return {
    id: numericId(customer.id),
    customer_id: numericId(customer.id),
    ...address,
    country_name: "United States",
    default: true,
  };
}
