import { acrossShops } from "./shop-scope.ts";
import type { Queryable } from "./transaction.ts";

/** What is compared with Shopify again and again. */
export type ReconciledResource = "customers" | "products" | "orders";

export interface ReconciliationRow {
  resource: ReconciledResource;
  /** Every record that Shopify changed before this instant has been compared. */
  comparedUntil: number;
}

/**
 * Lets comparing begin where the reading of the history began: what changed since then may have been
 * told by a webhook that was lost. After a reinstall it goes on from the new reading.
 */
export async function startReconciliation(
  db: Queryable,
  shopId: number,
  now: number,
): Promise<void> {
  await db.query(
    `INSERT INTO reconciliation (shop_id, resource, compared_until, due_at)
     SELECT shop_id, resource, started_at, $2 FROM backfill WHERE shop_id = $1
     ON CONFLICT (shop_id, resource) DO UPDATE SET due_at = excluded.due_at,
       compared_until = GREATEST(reconciliation.compared_until, excluded.compared_until)`,
    [shopId, new Date(now)],
  );
}

/** Ready shops with something to compare, the longest due first. */
export async function findShopsToReconcile(
  db: Queryable,
  due: { now: number; limit: number; except: number[] },
): Promise<number[]> {
  const { rows } = await acrossShops(db).query<{ shopId: number }>(
    `SELECT shop_id AS "shopId" FROM reconciliation JOIN shop USING (shop_id)
     WHERE resource <> 'addresses' AND due_at <= $1 AND status = 'installed' AND ready_at IS NOT NULL AND shop_id <> ALL($3::int[])
     GROUP BY shop_id ORDER BY min(due_at), shop_id LIMIT $2`,
    [new Date(due.now), due.limit, due.except],
  );
  return rows.map((row) => row.shopId);
}

export async function loadDueReconciliations(
  db: Queryable,
  shopId: number,
  now: number,
): Promise<ReconciliationRow[]> {
  const { rows } = await db.query<ReconciliationRow>(
    `SELECT resource, compared_until AS "comparedUntil" FROM reconciliation
     WHERE shop_id = $1 AND resource <> 'addresses' AND due_at <= $2
     ORDER BY array_position(ARRAY['customers', 'products', 'orders'], resource), resource`,
    [shopId, new Date(now)],
  );
  return rows;
}

/** Notes a page that was compared; in one transaction with what was stored of it, so that none is skipped. */
export async function advanceReconciliation(
  db: Queryable,
  shopId: number,
  page: {
    resource: ReconciledResource;
    comparedUntil: number;
    compared: number;
    repaired: number;
    /** When to compare again; null: there are more pages. */
    dueAt: number | null;
    now: number;
  },
): Promise<void> {
  await db.query(
    `UPDATE reconciliation SET compared_until = GREATEST(compared_until, $3), compared = compared + $4,
       repaired = repaired + $5, due_at = COALESCE($6, due_at), last_run_at = $7
     WHERE shop_id = $1 AND resource = $2`,
    [
      shopId,
      page.resource,
      new Date(page.comparedUntil),
      page.compared,
      page.repaired,
      page.dueAt === null ? null : new Date(page.dueAt),
      new Date(page.now),
    ],
  );
}
