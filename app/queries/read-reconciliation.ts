import { getPool } from "../db/pool.server.ts";
import type { Queryable } from "../db/transaction.ts";
import type { Instant } from "../pipeline/shared/time.ts";

/** How far one kind of record has been compared with Shopify's own. */
export interface Comparison {
  resource: string;
  /** Since the history was read. */
  compared: number;
  repaired: number;
  /** Everything that Shopify changed before this instant has been compared. */
  comparedUntil: Instant;
  dueAt: Instant;
  /** null: not yet. */
  lastRunAt: Instant | null;
}

/** Nothing before the history is read. */
export async function readReconciliation(
  { shopId }: { shopId: number },
  db: Queryable = getPool(),
): Promise<Comparison[]> {
  const { rows } = await db.query<Comparison>(
    `SELECT resource, compared, repaired, compared_until AS "comparedUntil", due_at AS "dueAt",
       last_run_at AS "lastRunAt"
     FROM reconciliation WHERE shop_id = $1
     ORDER BY array_position(ARRAY['customers', 'products', 'orders', 'addresses'], resource), resource`,
    [shopId],
  );
  return rows;
}
