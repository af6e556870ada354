import { randomUUID } from "node:crypto";
import type pg from "pg";
import { addPrivacyRequest } from "../db/privacy-requests.ts";
import { findTagStates } from "../db/tag-states.ts";
import type { ShopRow } from "../db/shop.ts";
import { inTransaction } from "../db/transaction.ts";
import type { AdminApiFailure } from "../pipeline/shared/api-fault.ts";
import { AdminApiError, type AdminApi } from "../shopify/admin-api.ts";
import type { Enqueue } from "./enqueue.ts";
import { sendTagChanges } from "./tag-requests.ts";

export type EraseCustomerOutcome =
  /** Their tags of ours are gone from Shopify, and the erasure is in the queue. */
  | { outcome: "queued" }
  /** Shopify did not take the removal: nothing is erased, or nobody would know of the tags any more. */
  | { outcome: "tags-not-removed"; fault: AdminApiFailure["kind"] };

/**
 * Erases a customer because the merchant asks for it, as `customers/redact` does. Then there is no deletion in Shopify
 * that takes the tags along, so they are removed first.
 */
export async function eraseCustomerNow(options: {
  pool: pg.Pool;
  enqueue: Enqueue;
  shop: Pick<ShopRow, "shopId">;
  admin: AdminApi;
  customerId: string;
  now: number;
}): Promise<EraseCustomerOutcome> {
  const { pool, admin, customerId, now } = options;
  const { shopId } = options.shop;
  const [state] = await findTagStates(pool, shopId, [customerId]);
  const remove = state?.written ?? [];
  if (remove.length > 0) {
    try {
      const plans = [{ customerId, plan: { add: [], remove } }];
      const refusals = (await sendTagChanges(admin, plans, () => undefined)).get(customerId);
      const [refusal] = refusals?.toRemove ?? [];
      // Of somebody who is gone from Shopify there is nothing to remove.
      if (refusal !== undefined && !/does not exist/i.test(refusal)) {
        return { outcome: "tags-not-removed", fault: "refused" };
      }
    } catch (error) {
      if (!(error instanceof AdminApiError)) throw error;
      return { outcome: "tags-not-removed", fault: error.failure.kind };
    }
  }
  const requestKey = randomUUID();
  await inTransaction(pool, async (db) => {
    await addPrivacyRequest(db, shopId, {
      ...{ requestKey, topic: "merchant/erase", receivedAt: now },
      ...{ customerId, orderIds: [], clientId: null },
    });
    const payload = { shopId, requestKey };
    await options.enqueue(db, { name: "redact", payload, key: `${shopId}:${requestKey}` });
  });
  return { outcome: "queued" };
}
