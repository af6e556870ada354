import type pg from "pg";
import { addDeletion, findLatestDeletion, moveDeletion, skipCleaning } from "../db/deletions.ts";
import { lockDomain } from "../db/locks.ts";
import { noteChange } from "../db/shop-changes.ts";
import { getShop } from "../db/shop.ts";
import { inTransaction } from "../db/transaction.ts";

export type OrderDeletionOutcome =
  | { outcome: "ordered" }
  /** What was typed is not the shop's name. */
  | { outcome: "not-confirmed" }
  | { outcome: "under-way" };

/**
 * Orders that everything of a shop is deleted. It begins with Shopify, where the merchant wishes: tags and metafields can
 * be removed only as long as it is known who carries them.
 */
export async function orderDeletion(options: {
  pool: pg.Pool;
  shopId: number;
  /** The shop's domain, or its part before ".myshopify.com". */
  typed: string;
  cleansFirst: boolean;
  now: number;
}): Promise<OrderDeletionOutcome> {
  const { pool, shopId, cleansFirst, now } = options;
  return inTransaction(pool, async (db) => {
    const { domain } = await getShop(db, shopId);
    const typed = options.typed.trim().toLowerCase();
    if (typed !== domain && typed !== nameOf(domain)) return { outcome: "not-confirmed" };
    await lockDomain(db, domain);
    const latest = await findLatestDeletion(db, shopId);
    if (latest?.state === "cleaning" || latest?.state === "erasing")
      return { outcome: "under-way" };
    await addDeletion(db, shopId, { cleansFirst, now });
    await noteChange(db, shopId, ["settings"]);
    return { outcome: "ordered" };
  });
}

export const nameOf = (domain: string): string => domain.replace(/\.myshopify\.com$/, "");

export type ChangeDeletionOutcome = { outcome: "changed" } | { outcome: "too-late" };

/** Takes the order back, as long as nothing was erased. Tags stay removed until they are resumed. */
export async function cancelDeletion(options: {
  pool: pg.Pool;
  shopId: number;
  now: number;
}): Promise<ChangeDeletionOutcome> {
  const { pool, shopId, now } = options;
  const moved = await moveDeletion(pool, shopId, { from: "cleaning", to: "cancelled", now });
  return { outcome: moved ? "changed" : "too-late" };
}

/** Goes on although tags are left in Shopify: it may refuse to take them off. */
export async function deleteWithoutCleaning(options: {
  pool: pg.Pool;
  shopId: number;
}): Promise<ChangeDeletionOutcome> {
  const skipped = await skipCleaning(options.pool, options.shopId);
  return { outcome: skipped ? "changed" : "too-late" };
}
