import type { BasketFact, SlotRow } from "../../shared/records.ts";

/** All that is known of one customer: their orders, and the roll-up of their behavior. */
export interface CustomerHistory {
  customerId: string;
  /** The oldest first, those that were cancelled later among them. */
  orders: readonly BasketFact[];
  rows: readonly SlotRow[];
}
