import { getPool } from "../db/pool.server.ts";
import type { Queryable } from "../db/transaction.ts";
import type { Instant } from "../pipeline/shared/time.ts";

export interface BackfillStep {
  resource: string;
  loaded: number;
  /** null until Shopify has told how many there are. */
  total: number | null;
  startedAt: Instant;
  finishedAt: Instant | null;
}

/** How far the shop's history has been read, customers first; nothing before the backfill was started. */
export async function readBackfill(
  { shopId }: { shopId: number },
  db: Queryable = getPool(),
): Promise<BackfillStep[]> {
  const { rows } = await db.query<BackfillStep>(
    `SELECT resource, loaded, total, started_at AS "startedAt", finished_at AS "finishedAt"
     FROM backfill WHERE shop_id = $1
     ORDER BY array_position(ARRAY['customers', 'products', 'orders'], resource), resource`,
    [shopId],
  );
  return rows;
}
