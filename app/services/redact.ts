import { randomUUID } from "node:crypto";
import type pg from "pg";
import { lockDomain, lockShop } from "../db/locks.ts";
import {
  addReceipt,
  takePrivacyRequest,
  type ErasedRows,
  type PrivacyRequest,
} from "../db/privacy-requests.ts";
import { eraseCustomer, eraseShop } from "../db/redaction.ts";
import { noteChange } from "../db/shop-changes.ts";
import { workFor } from "../db/shop-scope.ts";
import { findShopById } from "../db/shop.ts";
import type { JobPayload } from "../jobs/catalog.ts";
import { inTransaction, type Queryable } from "../db/transaction.ts";
import { eraseBrowser } from "./erase-browser.ts";

export type RedactOutcome =
  | "erased"
  | "nothing-known"
  /** The merchant came back before the erasure ran: Shopify does not ask for it in that case. */
  | "reinstalled"
  /** An earlier run, or the erasure of the same person or shop for another reason, did it. */
  | "done-already";

export type RedactOptions = {
  pool: pg.Pool;
  deleteSessions: (domain: string) => Promise<void>;
  now: number;
} & JobPayload<"redact">;

/**
 * Erases what a request asks for: one customer or guest, what a browser told, or everything of a shop. The request's receipt is of the same
 * transaction, so that there is one when, and only when, the rows are gone. Repeating it changes nothing.
 */
export function redact(options: RedactOptions): Promise<RedactOutcome> {
  return workFor(options.shopId, () => erase(options));
}

async function erase(options: RedactOptions): Promise<RedactOutcome> {
  const { pool, shopId, now } = options;
  const shop = await findShopById(pool, shopId);
  if (!shop) return "done-already";
  return inTransaction(pool, async (db) => {
    // An installation that is under way is waited for, and then seen.
    await lockDomain(db, shop.domain);
    // No event of theirs may come in between.
    await lockShop(db, "ingest", shopId);
    const request = await takeRequest(db, options);
    if (request === null) return "done-already";
    const isOfShop = request.topic === "shop/redact";
    const done = isOfShop
      ? await eraseUninstalled(db, options, shop.domain)
      : await erasePersonOrBrowser(db, shopId, request, now);
    const domain = isOfShop && done.outcome === "erased" ? shop.domain : null;
    await addReceipt(db, shopId, { request, ...done, domain, now });
    await noteChange(db, shopId, ["settings"]);
    return done.outcome;
  });
}

function keyOf(job: Exclude<JobPayload<"redact">, { scope: string }>): string {
  if ("requestKey" in job) return job.requestKey;
  return "erasureKey" in job ? job.erasureKey : job.withdrawalKey;
}

/** Jobs of before there were receipts say themselves what is to be erased. */
async function takeRequest(db: Queryable, options: RedactOptions): Promise<PrivacyRequest | null> {
  if (!("scope" in options)) {
    return takePrivacyRequest(db, options.shopId, keyOf(options));
  }
  const isOfShop = options.scope === "shop";
  return {
    requestKey: randomUUID(),
    topic: isOfShop ? "shop/redact" : "customers/redact",
    receivedAt: options.now,
    customerId: isOfShop ? null : options.customerId,
    orderIds: isOfShop ? [] : options.orderIds,
    clientId: null,
  };
}

interface Done {
  outcome: Exclude<RedactOutcome, "done-already">;
  erased: ErasedRows;
}

async function erasePersonOrBrowser(
  db: Queryable,
  shopId: number,
  { customerId, orderIds, clientId }: PrivacyRequest,
  now: number,
): Promise<Done> {
  const erased =
    clientId === null
      ? await eraseCustomer(db, shopId, { customerId, orderIds, now })
      : await eraseBrowser(db, shopId, { clientId, now });
  return { outcome: Object.keys(erased).length > 0 ? "erased" : "nothing-known", erased };
}

async function eraseUninstalled(
  db: Queryable,
  { shopId, deleteSessions }: RedactOptions,
  domain: string,
): Promise<Done> {
  const isBack = (await findShopById(db, shopId))?.status === "installed";
  if (isBack) return { outcome: "reinstalled", erased: {} };
  await deleteSessions(domain);
  return { outcome: "erased", erased: await eraseShop(db, shopId) };
}
