import { isIngestBehind, isMergeWaiting } from "../db/raw-events.ts";
import type { Queryable } from "../db/transaction.ts";
import { HOUR_MS, type Instant } from "../pipeline/shared/time.ts";

/** Longer nobody waits, whatever keeps the ingest: Shopify gives 30 days, and the merchant looks on. */
const MOST_MS = HOUR_MS;

/**
 * Whether what is to be taken in may say by what else a customer is known: what had arrived before their erasure was asked for
 * (a browser that logged in, an address), or a merge. It would go with the customer, and what it leads to would stay.
 */
export async function isErasureBehind(
  db: Queryable,
  shopId: number,
  request: { customerId: string | null; receivedAt: Instant },
  now: Instant,
): Promise<boolean> {
  const { customerId, receivedAt } = request;
  if (customerId === null || now - receivedAt > MOST_MS) return false;
  return (
    (await isIngestBehind(db, shopId, receivedAt)) || (await isMergeWaiting(db, shopId, customerId))
  );
}
