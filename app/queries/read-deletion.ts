import { findLatestDeletion, type DeletionRow } from "../db/deletions.ts";
import { getPool } from "../db/pool.server.ts";
import { workFor } from "../db/shop-scope.ts";
import { findShop } from "../db/shop.ts";
import type { Queryable } from "../db/transaction.ts";
import { sumByGroup, type GroupedRows } from "./deleted-groups.ts";

/** How far the deletion of everything is, or its receipt. */
export interface Deletion extends Omit<DeletionRow, "deletionId" | "erased"> {
  domain: string;
  /** Rows, by what they were to a merchant. */
  groups: GroupedRows[];
}

/** Null: nothing was deleted, or the merchant has begun anew. */
export async function readDeletion(
  { domain }: { domain: string },
  db: Queryable = getPool(),
): Promise<Deletion | null> {
  const shop = await findShop(db, domain);
  if (shop === null) return null;
  const latest = await workFor(shop.shopId, () => findLatestDeletion(db, shop.shopId));
  if (latest === null || latest.restartedAt !== null) return null;
  if (latest.state !== "erasing" && latest.state !== "done") return null;
  const { deletionId: _deletionId, erased, ...deletion } = latest;
  return { ...deletion, domain, groups: sumByGroup(erased) };
}
