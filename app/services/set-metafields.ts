import type pg from "pg";
import { saveMetafieldSetting } from "../db/metafield-settings.ts";
import { makeAllProfilesDue } from "../db/due-ranges.ts";
import { noteChange } from "../db/shop-changes.ts";
import { findShopById } from "../db/shop.ts";
import { inTransaction } from "../db/transaction.ts";

export type SetMetafieldsOutcome = { outcome: "on" | "off" } | { outcome: "unknown-shop" };

/**
 * Has a shop's scores told in customer metafields, or removed from them. Turned on, everybody is scored once,
 * and so told; turned off, Shopify is told to delete every value with its definition.
 */
export async function setMetafields(options: {
  pool: pg.Pool;
  shopId: number;
  isOn: boolean;
  now: number;
}): Promise<SetMetafieldsOutcome> {
  const { pool, shopId, isOn, now } = options;
  if ((await findShopById(pool, shopId)) === null) return { outcome: "unknown-shop" };
  return inTransaction(pool, async (db) => {
    await saveMetafieldSetting(db, shopId, { isOn, now });
    if (isOn) await makeAllProfilesDue(db, shopId, now);
    await noteChange(db, shopId, ["activation"]);
    return { outcome: isOn ? "on" : "off" };
  });
}
