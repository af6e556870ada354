import type pg from "pg";
import { lockShop } from "../db/locks.ts";
import { getShop } from "../db/shop.ts";
import { inTransaction } from "../db/transaction.ts";
import type { AdminApi } from "../shopify/admin-api.ts";
import { openOfflineAdmin } from "../shopify/offline-admin.server.ts";

/** The Admin API of a shop for the workers; its tokens are fetched by one process at a time. */
export function openShopAdmin(pool: pg.Pool, shop: { shopId: number; domain: string }): AdminApi {
  return openOfflineAdmin({
    domain: shop.domain,
    runLocked: (work) =>
      inTransaction(pool, async (transaction) => {
        await lockShop(transaction, "tokens", shop.shopId);
        return work();
      }),
  });
}

/** The same for a loop that knows the shop's number alone. */
export async function openAdminOf(pool: pg.Pool, shopId: number): Promise<AdminApi> {
  return openShopAdmin(pool, await getShop(pool, shopId));
}
