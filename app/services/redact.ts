import type pg from "pg";
import { lockShop } from "../db/locks.ts";
import { eraseCustomer, eraseShop } from "../db/redaction.ts";
import { findShopById } from "../db/shop.ts";
import { inTransaction } from "../db/transaction.ts";

export type RedactOutcome =
  | "erased"
  | "nothing-known"
  /** The merchant came back before the erasure ran: Shopify does not ask for it in that case. */
  | "reinstalled-since";

/** Erases one customer, or with `customerId` null everything of a shop. Repeating it changes nothing. */
export async function redact(options: {
  pool: pg.Pool;
  deleteSessions: (domain: string) => Promise<void>;
  shopId: number;
  customerId: string | null;
}): Promise<RedactOutcome> {
  const { pool, shopId, customerId } = options;
  const shop = await findShopById(pool, shopId);
  if (!shop) return "nothing-known";
  if (customerId === null) {
    if (shop.status === "installed") return "reinstalled-since";
    await options.deleteSessions(shop.domain);
  }
  await inTransaction(pool, async (db) => {
    // No event of theirs may come in between.
    await lockShop(db, "ingest", shopId);
    if (customerId === null) await eraseShop(db, shopId);
    else await eraseCustomer(db, shopId, customerId);
  });
  return "erased";
}
