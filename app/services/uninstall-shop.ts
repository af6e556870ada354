import type pg from "pg";
import { workFor } from "../db/shop-scope.ts";
import { findShop, markUninstalled } from "../db/shop.ts";

export type UninstallOutcome =
  | "uninstalled"
  | "already-uninstalled"
  | "unknown-shop"
  /** It was told of an uninstall that a newer installation has overtaken. */
  | "reinstalled-since";

/**
 * Stops all work for a shop. Its token is dead already; its rows stay until Shopify asks for their
 * redaction two days later, so that a merchant who comes back at once loses nothing.
 */
export async function uninstallShop(options: {
  pool: pg.Pool;
  deleteSessions: (domain: string) => Promise<void>;
  domain: string;
  /** When the merchant uninstalled, in epoch milliseconds; null: not told. */
  uninstalledAt: number | null;
  now: number;
}): Promise<UninstallOutcome> {
  const shop = await findShop(options.pool, options.domain);
  const installedAt = Math.max(shop?.installedAt ?? 0, shop?.authorizedAt ?? 0);
  if (options.uninstalledAt !== null && options.uninstalledAt < installedAt)
    return "reinstalled-since";
  await options.deleteSessions(options.domain);
  if (!shop) return "unknown-shop";
  if (shop.status === "uninstalled") return "already-uninstalled";
  await workFor(shop.shopId, () => markUninstalled(options.pool, shop.shopId, options.now));
  return "uninstalled";
}
