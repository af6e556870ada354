import { randomUUID } from "node:crypto";
import type pg from "pg";
import { addPrivacyRequest } from "../db/privacy-requests.ts";
import { noteChange } from "../db/shop-changes.ts";
import { inTransaction } from "../db/transaction.ts";
import type { Enqueue } from "./enqueue.ts";

/** A worker erases them within seconds, once Shopify carries nothing of ours on them: see `clean-then-redact.ts`. */
export interface EraseCustomerOutcome {
  outcome: "queued";
}

/** Orders that a customer is erased because the merchant asks for it, as `customers/redact` orders it. */
export async function eraseCustomerNow(options: {
  pool: pg.Pool;
  enqueue: Enqueue;
  shopId: number;
  customerId: string;
  now: number;
}): Promise<EraseCustomerOutcome> {
  const { pool, shopId, customerId, now } = options;
  const requestKey = randomUUID();
  await inTransaction(pool, async (db) => {
    await addPrivacyRequest(db, shopId, {
      ...{ requestKey, topic: "merchant/erase", receivedAt: now },
      ...{ customerId, orderIds: [], clientId: null },
    });
    const payload = { shopId, erasureKey: requestKey };
    await options.enqueue(db, { name: "redact", payload, key: `${shopId}:${requestKey}` });
    await noteChange(db, shopId, ["settings"]);
  });
  return { outcome: "queued" };
}
