import type pg from "pg";
import { workFor } from "../db/shop-scope.ts";
import { findShop, markUninstalled, type ShopRow } from "../db/shop.ts";
import { inTransaction } from "../db/transaction.ts";
import { renewInShopify } from "./renew-in-shopify.ts";

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
  const { uninstalledAt } = options;
  if (shop !== null && uninstalledAt !== null && uninstalledAt < lastInstalled(shop)) {
    await comeBack(options, shop, uninstalledAt);
    return "reinstalled-since";
  }
  await options.deleteSessions(options.domain);
  if (!shop) return "unknown-shop";
  if (shop.status === "uninstalled") return "already-uninstalled";
  await workFor(shop.shopId, () => markUninstalled(options.pool, shop.shopId, options.now));
  return "uninstalled";
}

const lastInstalled = ({ installedAt, authorizedAt }: ShopRow): number =>
  Math.max(installedAt, authorizedAt ?? 0);

/** A merchant who was back before anybody here knew that they had gone was met as one who never went. */
async function comeBack(
  { pool, now }: { pool: pg.Pool; now: number },
  { shopId, installedAt }: ShopRow,
  uninstalledAt: number,
): Promise<void> {
  if (uninstalledAt < installedAt) return;
  await workFor(shopId, () => inTransaction(pool, (db) => renewInShopify(db, shopId, now)));
}
