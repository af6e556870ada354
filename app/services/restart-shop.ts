import type pg from "pg";
import { findLatestDeletion, markRestarted } from "../db/deletions.ts";
import { workFor } from "../db/shop-scope.ts";
import { findShop } from "../db/shop.ts";
import type { AdminApi } from "../shopify/admin-api.ts";
import { installShop } from "./install-shop.ts";

export type RestartShopOutcome =
  | { outcome: "restarted" }
  /** Nothing was deleted, or that is not finished. */
  | { outcome: "not-deleted" };

/** Begins anew for a shop whose merchant had everything deleted: as the first visit does. */
export async function restartShop(options: {
  pool: pg.Pool;
  admin: AdminApi;
  domain: string;
  now: number;
}): Promise<RestartShopOutcome> {
  const { pool, domain, now } = options;
  const shop = await findShop(pool, domain);
  if (shop === null) return { outcome: "not-deleted" };
  const { shopId } = shop;
  const isRestarted = await workFor(shopId, () => markRestarted(pool, shopId, now));
  if (!isRestarted) return { outcome: "not-deleted" };
  await installShop(options);
  return { outcome: "restarted" };
}

/** Whether a merchant had everything of the shop deleted, and has not begun anew: nothing may be kept of it. */
export async function isDeleted(pool: pg.Pool, shopId: number): Promise<boolean> {
  const latest = await workFor(shopId, () => findLatestDeletion(pool, shopId));
  if (latest === null || latest.restartedAt !== null) return false;
  return latest.state === "erasing" || latest.state === "done";
}
