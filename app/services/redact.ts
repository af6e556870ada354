import { randomUUID } from "node:crypto";
import type pg from "pg";
import { NOTHING_SEEN, type SeenMessages } from "../db/erase-messages.ts";
import { lockDomain, lockShop } from "../db/locks.ts";
import {
  addReceipt,
  findOpenRequest,
  takePrivacyRequest,
  type ErasedRows,
  type PrivacyRequest,
} from "../db/privacy-requests.ts";
import { eraseCustomer, eraseShop } from "../db/redaction.ts";
import { noteChange } from "../db/shop-changes.ts";
import { workFor } from "../db/shop-scope.ts";
import { findShopById, type ShopRow } from "../db/shop.ts";
import type { JobPayload } from "../jobs/catalog.ts";
import { inTransaction, type Queryable } from "../db/transaction.ts";
import { HOUR_MS } from "../pipeline/shared/time.ts";
import { eraseAhead, type ErasureSizes } from "./erase-ahead.ts";
import { eraseBrowser } from "./erase-browser.ts";
import { isErasureBehind } from "./is-erasure-behind.ts";

/** Of one request that was carried out. */
type ErasureOutcome =
  | "erased"
  | "nothing-known"
  /** The merchant came back before the erasure ran: Shopify does not ask for it in that case. */
  | "reinstalled"
  /** An earlier run, or the erasure of the same person or shop for another reason, did it. */
  | "done-already";

/** After the last two it is to be asked again. */
export type RedactOutcome =
  | ErasureOutcome
  /** Others of the shop are being erased, or were within the hour. */
  | "put-off"
  /** What is to be taken in may say by what else a customer is known. */
  | "ingest-behind";

export type RedactOptions = {
  pool: pg.Pool;
  deleteSessions: (domain: string) => Promise<void>;
  now: number;
  /** Of an erasure that takes long. Default: it stands still at `now`. */
  clock?: () => number;
  sizes?: ErasureSizes;
} & JobPayload<"redact">;

/**
 * Erases what a request asks for: one customer or guest, what a browser told, or everything of a shop. The request's receipt is of the same
 * transaction, so that there is one when, and only when, the rows are gone. Repeating it changes nothing.
 */
export function redact(options: RedactOptions): Promise<RedactOutcome> {
  return workFor(options.shopId, async () => {
    try {
      return await erase(options);
    } catch (error) {
      if (error instanceof IngestBehindError) return "ingest-behind";
      throw error;
    }
  });
}

async function erase(options: RedactOptions): Promise<RedactOutcome> {
  const { pool, shopId, now, clock = () => now, sizes } = options;
  const shop = await findShopById(pool, shopId);
  if (!shop) return "done-already";
  const eraseOne = (take: Take, seen: SeenMessages) =>
    carryOut({ ...options, now: clock(), domain: shop.domain }, take, seen);
  if ("scope" in options) return eraseOne(() => Promise.resolve(toRequest(options)), NOTHING_SEEN);
  const takeKept = (key: string) => async (db: Queryable) => {
    const request = await takePrivacyRequest(db, shopId, key);
    if (request !== null && (await isErasureBehind(db, shopId, request, clock())))
      throw new IngestBehindError();
    return request;
  };
  const first = keyOf(options);
  const request = await findOpenRequest(pool, shopId, first);
  if (request === null || request.topic === "shop/redact") {
    return eraseOne(takeKept(first), NOTHING_SEEN);
  }
  // Asked once more under the lock, as it is of those that are taken along; here before anything is looked for.
  if (await isErasureBehind(pool, shopId, request, now)) return "ingest-behind";
  const isMerchants = request.topic === "merchant/erase";
  const ahead = { pool, shopId, first, isMerchants, clock, sizes };
  return eraseAhead(ahead, (key, seen) => eraseOne(takeKept(key), seen));
}

/** Thrown, so that nothing of the erasure stays. */
class IngestBehindError extends Error {}

type Take = (db: Queryable) => Promise<PrivacyRequest | null>;

function carryOut(
  options: RedactOptions & { domain: string },
  take: Take,
  seen: SeenMessages,
): Promise<ErasureOutcome> {
  const { pool, shopId, now } = options;
  return inTransaction(pool, async (db) => {
    // An installation that is under way is waited for, and then seen.
    await lockDomain(db, options.domain);
    // No event of theirs may come in between, and nothing be stored by who asked before whether they are erased.
    await lockShop(db, "ingest", shopId);
    await lockShop(db, "erased", shopId);
    const request = await take(db);
    if (request === null) return "done-already";
    const isOfShop = request.topic === "shop/redact";
    const done = isOfShop
      ? await eraseUninstalled(db, options, {
          domain: options.domain,
          receivedAt: request.receivedAt,
        })
      : await erasePersonOrBrowser(db, shopId, request, { now, seen });
    const domain = isOfShop && done.outcome === "erased" ? options.domain : null;
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
function toRequest(job: Extract<RedactOptions, { scope: string }>): PrivacyRequest {
  const isOfShop = job.scope === "shop";
  return {
    requestKey: randomUUID(),
    topic: isOfShop ? "shop/redact" : "customers/redact",
    receivedAt: job.now,
    customerId: isOfShop ? null : job.customerId,
    orderIds: isOfShop ? [] : job.orderIds,
    clientId: null,
  };
}

interface Done {
  outcome: Exclude<ErasureOutcome, "done-already">;
  erased: ErasedRows;
}

async function erasePersonOrBrowser(
  db: Queryable,
  shopId: number,
  { customerId, orderIds, clientId }: PrivacyRequest,
  { now, seen }: { now: number; seen: SeenMessages },
): Promise<Done> {
  const erased =
    clientId === null
      ? await eraseCustomer(db, shopId, { customerId, orderIds, now, seen })
      : await eraseBrowser(db, shopId, { clientId, now, seen });
  return { outcome: Object.keys(erased).length > 0 ? "erased" : "nothing-known", erased };
}

/** Shopify asks 48 hours after the uninstall, and again for four hours where nobody answers. */
const ASKED_WITHIN_MS = 52 * HOUR_MS;

/**
 * Whether the shop has the app again: that it is not known to have left proves nothing, since the word of that may have been lost. Who
 * installs it visits, and since Shopify's request is about an uninstall of up to 52 hours ago, a visit before tells of no return.
 */
function isBack({ status, installedAt, authorizedAt }: ShopRow, askedAt: number): boolean {
  const seenAt = Math.max(installedAt, authorizedAt ?? installedAt);
  return status === "installed" && seenAt > askedAt - ASKED_WITHIN_MS;
}

async function eraseUninstalled(
  db: Queryable,
  { shopId, deleteSessions }: RedactOptions,
  { domain, receivedAt }: { domain: string; receivedAt: number },
): Promise<Done> {
  const shop = await findShopById(db, shopId);
  if (shop !== null && isBack(shop, receivedAt)) return { outcome: "reinstalled", erased: {} };
  await deleteSessions(domain);
  return { outcome: "erased", erased: await eraseShop(db, shopId) };
}
