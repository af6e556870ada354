import type { Instant } from "./time.ts";

/** A customer or an order of which a message tells what Shopify's record says of it. */
export interface ToldRecord {
  kind: "customer" | "order";
  id: string;
  /** When Shopify made the record; null: the message does not say. */
  createdAt: Instant | null;
  /** The customer of an order; null: it is a guest's, the message does not say, or the record is a customer's own. */
  placedBy: string | null;
}
