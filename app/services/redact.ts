import type pg from "pg";
import { eraseCustomer, eraseShop } from "../db/redaction.ts";
import { lockShop } from "../db/locks.ts";
import { inTransaction } from "../db/transaction.ts";

/** Erases one customer, or with `customerId` null everything of a shop. Repeating it changes nothing. */
export async function redact(options: {
  pool: pg.Pool;
  shopId: number;
  customerId: string | null;
}): Promise<void> {
  const { pool, shopId, customerId } = options;
  await inTransaction(pool, async (db) => {
    // No event of theirs may come in between.
    await lockShop(db, "ingest", shopId);
    if (customerId === null) await eraseShop(db, shopId);
    else await eraseCustomer(db, shopId, customerId);
  });
}
