import type pg from "pg";
import { lockDomain, lockShop } from "../db/locks.ts";
import { eraseCustomer, eraseShop } from "../db/redaction.ts";
import { workFor } from "../db/shop-scope.ts";
import { findShopById } from "../db/shop.ts";
import type { JobPayload } from "../jobs/catalog.ts";
import { inTransaction } from "../db/transaction.ts";

export type RedactOutcome =
  | "erased"
  | "nothing-known"
  /** The merchant came back before the erasure ran: Shopify does not ask for it in that case. */
  | "reinstalled-since";

type RedactOptions = {
  pool: pg.Pool;
  deleteSessions: (domain: string) => Promise<void>;
} & JobPayload<"redact">;

/** Erases one customer or guest, or everything of a shop. Repeating it changes nothing. */
export function redact(options: RedactOptions): Promise<RedactOutcome> {
  return workFor(options.shopId, () => erase(options));
}

async function erase(options: RedactOptions): Promise<RedactOutcome> {
  const { pool, shopId } = options;
  const shop = await findShopById(pool, shopId);
  if (!shop) return "nothing-known";
  return inTransaction(pool, async (db) => {
    // An installation that is under way is waited for, and then seen.
    await lockDomain(db, shop.domain);
    // No event of theirs may come in between.
    await lockShop(db, "ingest", shopId);
    if (options.scope === "customer") {
      await eraseCustomer(db, shopId, options);
      return "erased";
    }
    if ((await findShopById(db, shopId))?.status === "installed") return "reinstalled-since";
    await options.deleteSessions(shop.domain);
    await eraseShop(db, shopId);
    return "erased";
  });
}
