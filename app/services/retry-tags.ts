import type pg from "pg";
import { retryFailedTags } from "../db/tag-orders.ts";

/** How many customers' tags are tried again. */
export interface RetryTagsOutcome {
  outcome: "retried" | "nothing-failed";
  customers: number;
}

/**
 * Tries again at once what failed, and repairs again what is contested, of one customer or of all: the merchant
 * says that the cause is gone. Each tag may be repaired as often as before until it is contested anew.
 */
export async function retryTags(options: {
  pool: pg.Pool;
  shopId: number;
  /** null: all customers. */
  customerId: string | null;
  now: number;
}): Promise<RetryTagsOutcome> {
  const { pool, shopId, customerId, now } = options;
  const customers = await retryFailedTags(pool, shopId, { customerId, now });
  return { outcome: customers > 0 ? "retried" : "nothing-failed", customers };
}
