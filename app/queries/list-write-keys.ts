import { getPool } from "../db/pool.server.ts";
import type { Queryable } from "../db/transaction.ts";
import { loadWriteKeys, type WriteKeyRow } from "../db/write-keys.ts";

/** The write keys of a shop, the newest first; revoked ones too. The keys themselves are not kept. */
export async function listWriteKeys(
  shopId: number,
  db: Queryable = getPool(),
): Promise<WriteKeyRow[]> {
  return loadWriteKeys(db, shopId);
}
