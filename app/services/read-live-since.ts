import { getPool } from "../db/pool.server.ts";
import { loadVersions } from "../db/shop-changes.ts";
import type { Queryable } from "../db/transaction.ts";
import { formatVersions } from "./live-message.ts";

/** The id from which a page that is loaded now is to be told of changes. */
export async function readLiveSince(
  { shopId }: { shopId: number },
  db: Queryable = getPool(),
): Promise<string> {
  return formatVersions((await loadVersions(db, [shopId])).get(shopId) ?? {});
}
