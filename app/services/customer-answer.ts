import type { CustomerChangeOutcome } from "./change-customer.ts";
import type { EraseCustomerOutcome } from "./erase-customer.ts";

/** What the page of a customer is told of an order. */
export type CustomerAnswer =
  CustomerChangeOutcome | { change: "erase"; result: EraseCustomerOutcome };
