import { getPool } from "../db/pool.server.ts";
import { findShop, type ShopRow } from "../db/shop.ts";

/**
 * The shop of a signed session token.
 * @throws Error when its installation was never finished: a session without a shop is a fault of ours
 */
export async function readShop({ domain }: { domain: string }): Promise<ShopRow> {
  const shop = await findShop(getPool(), domain);
  if (!shop) throw new Error(`${domain} has a session and no shop row`);
  return shop;
}
