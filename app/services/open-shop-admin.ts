import type pg from "pg";
import { whenShopLocked } from "../db/locks.ts";
import { getShop } from "../db/shop.ts";
import type { AdminApi } from "../shopify/admin-api.ts";
import { openOfflineAdmin } from "../shopify/offline-admin.server.ts";

/** The Admin API of a shop for the workers; its tokens are fetched by one process at a time. */
export function openShopAdmin(pool: pg.Pool, shop: { shopId: number; domain: string }): AdminApi {
  return openOfflineAdmin({
    domain: shop.domain,
    // No transaction: the library reads and stores the session on another connection, and asks Shopify in between.
    runLocked: (work) => whenShopLocked(pool, { work: "tokens", shopId: shop.shopId }, work),
  });
}

/** The same for a loop that knows the shop's number alone. */
export async function openAdminOf(pool: pg.Pool, shopId: number): Promise<AdminApi> {
  return openShopAdmin(pool, await getShop(pool, shopId));
}
