import type pg from "pg";
import { whenShopLocked, type ShopWorkKind } from "../db/locks.ts";
import { findIdentitiesOf, keysOf } from "../db/person-ids.ts";
import { addReceipt, findOpenRequest, takePrivacyRequest } from "../db/privacy-requests.ts";
import { noteChange } from "../db/shop-changes.ts";
import { workFor } from "../db/shop-scope.ts";
import { findShopById, type ShopRow } from "../db/shop.ts";
import { isInTagLoad } from "../db/tag-loads.ts";
import { isChangeUnderWay } from "../db/under-way.ts";
import { inTransaction } from "../db/transaction.ts";
import { HOUR_MS } from "../pipeline/shared/time.ts";
import { AdminApiError, type AdminApi } from "../shopify/admin-api.ts";
import { isErasureBehind } from "./is-erasure-behind.ts";
import { redact, type RedactOptions, type RedactOutcome } from "./redact.ts";
import { StillThereError, takeOffCustomers } from "./take-off-customers.ts";

/** So long Shopify is asked again and again; then the merchant is told that nothing was erased. */
export const GIVE_UP_AFTER_MS = 24 * HOUR_MS;

/** Of twenty seconds in all. A turn of a writer takes a second or two; the queue comes again where this is not enough. */
const LOCK_TRIES = 400;

export type CleanThenRedactOutcome =
  | RedactOutcome
  /** Shopify did not let our tags and fields be taken off: nothing was erased, or nobody would know of them any more. */
  | "not-cleaned";

type Options = RedactOptions & { openAdmin: (shopId: number) => Promise<AdminApi> };

/**
 * Carries an erasure out. Where the merchant ordered it the customer stays in Shopify, and all that is ours goes from them
 * first; else it goes with the customer. It throws as long as Shopify is to be asked again.
 */
export function cleanThenRedact(options: Options): Promise<CleanThenRedactOutcome> {
  return workFor(options.shopId, () => carryOut(options));
}

async function carryOut(options: Options): Promise<CleanThenRedactOutcome> {
  const { pool, shopId, now } = options;
  if (!("erasureKey" in options)) return redact(options);
  const order = await findOpenRequest(pool, shopId, options.erasureKey);
  const shop = await findShopById(pool, shopId);
  const customerId = order?.topic === "merchant/erase" ? order.customerId : null;
  // Without the app nobody can reach Shopify any more.
  if (order === null || customerId === null || shop?.status !== "installed") return redact(options);
  // As `redact` asks once more: until then Shopify is not asked for anything, and writers are not held up.
  if (await isErasureBehind(pool, shopId, order, now)) return "ingest-behind";
  try {
    return await holdWriters(pool, shopId, async () => {
      await clean(options, shop, customerId);
      return redact(options);
    });
  } catch (error) {
    const isShopifys = error instanceof AdminApiError || error instanceof StillThereError;
    if (!isShopifys || now - order.receivedAt < GIVE_UP_AFTER_MS) throw error;
    return giveUp(options, options.erasureKey);
  }
}

async function clean(
  { pool, shopId, openAdmin }: Options,
  shop: ShopRow,
  customerId: string,
): Promise<void> {
  const identities = await findIdentitiesOf(pool, shopId, { customerId, orderIds: [] });
  const customerIds = [...new Set([customerId, ...keysOf(identities, "customer")])];
  if (await isInTagLoad(pool, shopId, customerIds)) {
    throw new StillThereError("A bulk operation of Shopify's writes this customer's tags just now");
  }
  if (await isChangeUnderWay(pool, shopId, customerIds)) {
    throw new StillThereError(
      "A change of this customer's tags or fields is on its way to Shopify",
    );
  }
  await takeOffCustomers({ pool, shop, admin: await openAdmin(shopId), customerIds });
}

/**
 * Does work while nobody writes tags or fields of the shop: what was taken off could else be written again before its
 * customer is erased.
 */
async function holdWriters<T>(pool: pg.Pool, shopId: number, work: () => Promise<T>): Promise<T> {
  const hold = (kind: ShopWorkKind, inner: () => Promise<T>) =>
    whenShopLocked(pool, { work: kind, shopId }, inner, LOCK_TRIES);
  return hold("tags", () => hold("metafields", work));
}

async function giveUp(
  { pool, shopId, now }: Options,
  requestKey: string,
): Promise<CleanThenRedactOutcome> {
  return inTransaction(pool, async (db) => {
    const request = await takePrivacyRequest(db, shopId, requestKey);
    if (request === null) return "done-already";
    const outcome = "not-cleaned";
    await addReceipt(db, shopId, { request, outcome, erased: {}, domain: null, now });
    await noteChange(db, shopId, ["settings"]);
    return outcome;
  });
}
