import type pg from "pg";
import { eraseShop } from "../../app/db/redaction.ts";
import { findShop } from "../../app/db/shop.ts";
import { inTransaction } from "../../app/db/transaction.ts";

/** Forgets all that an earlier run left of a shop, its token included: every run begins with an empty one. */
export async function forgetShop(pool: pg.Pool, domain: string): Promise<void> {
  const known = await findShop(pool, domain);
  await inTransaction(pool, async (db) => {
    if (known) await eraseShop(db, known.shopId);
    await db.query('DELETE FROM "Session" WHERE shop = $1', [domain]);
  });
}
