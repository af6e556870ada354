import { randomUUID } from "node:crypto";
import type pg from "pg";
import { isClientKnown } from "../db/person-ids.ts";
import { addPrivacyRequest } from "../db/privacy-requests.ts";
import { noteChange } from "../db/shop-changes.ts";
import { workFor } from "../db/shop-scope.ts";
import { inTransaction } from "../db/transaction.ts";
import type { Malformed } from "../pipeline/capture/define-topic.ts";
import { parseWithdrawal } from "../pipeline/capture/parse-withdrawal.ts";
import type { Capture } from "./create-capture.ts";
import type { Enqueue } from "./enqueue.ts";

export type WithdrawConsentOutcome =
  /** What the browser told is about to be erased. */
  | { outcome: "queued" }
  /** Nothing of the browser is kept, or its erasure is about to be already: there is nothing to note. */
  | { outcome: "nothing-to-do" }
  | { outcome: "unknown-shop" }
  | Malformed;

/** Takes a visitor's consent back: what their browser told is erased, and a receipt says so to the merchant. */
export async function withdrawConsent(options: {
  pool: pg.Pool;
  enqueue: Enqueue;
  capture: Pick<Capture, "shopsByDomain">;
  domain: string;
  body: string;
  now: number;
}): Promise<WithdrawConsentOutcome> {
  const { pool, domain, body, now } = options;
  const shop = await options.capture.shopsByDomain.find(domain, now);
  if (shop?.status !== "installed") return { outcome: "unknown-shop" };
  const { shopId } = shop;
  const parsed = parseWithdrawal(body);
  if (parsed.outcome === "malformed") return parsed;
  const { clientId } = parsed;
  return workFor(shopId, () =>
    inTransaction(pool, async (db) => {
      // Ids are the sender's choice: nobody fills the table with those of nobody.
      if (!(await isClientKnown(db, shopId, clientId))) return { outcome: "nothing-to-do" };
      const requestKey = randomUUID();
      const isNew = await addPrivacyRequest(db, shopId, {
        ...{ requestKey, topic: "visitor/withdrawal", receivedAt: now },
        ...{ customerId: null, orderIds: [], clientId },
      });
      if (!isNew) return { outcome: "nothing-to-do" };
      const payload = { shopId, withdrawalKey: requestKey };
      await options.enqueue(db, { name: "redact", payload, key: `${shopId}:${requestKey}` });
      await noteChange(db, shopId, ["settings"]);
      return { outcome: "queued" };
    }),
  );
}
