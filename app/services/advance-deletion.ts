import type pg from "pg";
import {
  ERASED_TABLES,
  eraseSome,
  findLatestDeletion,
  KEPT_TABLES,
  moveDeletion,
  noteErased,
  resetShop,
} from "../db/deletions.ts";
import { lockDomain, lockShop, withShopLock } from "../db/locks.ts";
import { loadMetafieldSetting } from "../db/metafield-settings.ts";
import { closeAllRequests } from "../db/privacy-requests.ts";
import { eraseShop } from "../db/redaction.ts";
import { getShop, markUninstalled, type ShopRow } from "../db/shop.ts";
import { endCleaning } from "../db/tag-orders.ts";
import { inTransaction } from "../db/transaction.ts";
import { changeTagMode } from "./change-tag-mode.ts";
import { setMetafields } from "./set-metafields.ts";

export type AdvanceDeletionOutcome =
  /** Tags and metafields are still being removed from Shopify. */
  | { outcome: "waiting" }
  | { outcome: "erased"; rows: number }
  | { outcome: "done" }
  | { outcome: "nothing-ordered" }
  /** Another worker is at it. */
  | { outcome: "busy" };

/**
 * Takes a shop's deletion one step further: has Shopify cleaned, then erases batch after batch, each in a transaction of
 * its own, so that a worker that dies loses nothing of it. What stays is that there is a shop, and the receipt.
 */
export async function advanceDeletion(options: {
  pool: pg.Pool;
  shopId: number;
  now: number;
  /** Rows of one batch. */
  limit: number;
}): Promise<AdvanceDeletionOutcome> {
  const { pool, shopId } = options;
  const locked = await withShopLock(pool, { work: "deletion", shopId }, () => advance(options));
  return locked.outcome === "busy" ? locked : locked.result;
}

async function advance(options: {
  pool: pg.Pool;
  shopId: number;
  now: number;
  limit: number;
}): Promise<AdvanceDeletionOutcome> {
  const { pool, shopId, now, limit } = options;
  const order = await findLatestDeletion(pool, shopId);
  switch (order?.state) {
    case "cleaning": {
      const shop = await getShop(pool, shopId);
      // Without the app nobody can reach Shopify any more.
      const cleans = order.cleansFirst && shop.status === "installed";
      if (cleans && !(await isClean(options, shop))) return { outcome: "waiting" };
      return beginErasing(options);
    }
    case "erasing": {
      const rows = await eraseBatch(pool, shopId, limit);
      return rows > 0 ? { outcome: "erased", rows } : finish({ pool, shopId, now });
    }
    case "done":
    case "cancelled":
    case undefined:
      return { outcome: "nothing-ordered" };
  }
}

/** Orders what is missing, and tells whether Shopify holds nothing of ours any more. */
async function isClean(
  { pool, shopId, now }: { pool: pg.Pool; shopId: number; now: number },
  shop: ShopRow,
): Promise<boolean> {
  const { isOn, definedAt } = await loadMetafieldSetting(pool, shopId);
  if (isOn) await setMetafields({ pool, shopId, isOn: false, now });
  if (shop.tagMode === "cleaned") return !isOn && definedAt === null;
  // Whoever was waited for last may have been erased, merged or deleted, after which no turn comes that would see it.
  if (shop.tagMode === "cleaning") await endCleaning(pool, shopId, now);
  else await changeTagMode({ pool, shopId, order: "clean", now });
  return false;
}

/** From here on nothing comes in and nobody works for the shop: as if it had uninstalled the app. */
async function beginErasing(options: {
  pool: pg.Pool;
  shopId: number;
  now: number;
}): Promise<AdvanceDeletionOutcome> {
  const { pool, shopId, now } = options;
  return inTransaction(pool, async (db) => {
    const { domain } = await getShop(db, shopId);
    await lockDomain(db, domain);
    // The merchant may have taken the order back meanwhile.
    const moved = await moveDeletion(db, shopId, { from: "cleaning", to: "erasing", now });
    if (!moved) return { outcome: "nothing-ordered" };
    await markUninstalled(db, shopId, now);
    return { outcome: "erased", rows: 0 };
  });
}

async function eraseBatch(pool: pg.Pool, shopId: number, limit: number): Promise<number> {
  for (const table of ERASED_TABLES) {
    const rows = await inTransaction(pool, async (db) => {
      const gone = await eraseSome(db, shopId, { table, limit });
      if (gone > 0) await noteErased(db, shopId, { table, rows: gone });
      return gone;
    });
    if (rows > 0) return rows;
  }
  return 0;
}

/** Erases what was written behind the batches by work that had begun before, and closes the order. */
async function finish({
  pool,
  shopId,
  now,
}: {
  pool: pg.Pool;
  shopId: number;
  now: number;
}): Promise<AdvanceDeletionOutcome> {
  return inTransaction(pool, async (db) => {
    const { domain } = await getShop(db, shopId);
    await lockDomain(db, domain);
    await lockShop(db, "ingest", shopId);
    // Waits for who stores what was read of people before.
    await lockShop(db, "erased", shopId);
    await eraseShop(db, shopId, KEPT_TABLES);
    await closeAllRequests(db, shopId, now);
    await resetShop(db, shopId);
    await moveDeletion(db, shopId, { from: "erasing", to: "done", now });
    return { outcome: "done" };
  });
}
