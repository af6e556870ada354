import { getPool } from "../db/pool.server.ts";
import type { Queryable } from "../db/transaction.ts";
import type { Instant } from "../pipeline/shared/time.ts";

export interface Change {
  changeId: number;
  /** null: a visitor who is not known as a customer yet. */
  customerId: string | null;
  segmentHandle: string;
  segmentName: string;
  entered: boolean;
  at: Instant;
  reason: string;
}

/** Who entered or left which segment, newest first; of one customer or of one segment when one is named. */
export async function readLatestChanges(
  input: { shopId: number; customerId?: string; segment?: string; limit: number },
  db: Queryable = getPool(),
): Promise<Change[]> {
  const { rows } = await db.query<Change>(
    `SELECT change_id AS "changeId", customer_id AS "customerId", handle AS "segmentHandle",
       name AS "segmentName", entered, at, reason
     FROM membership_change JOIN segment USING (shop_id, segment_id)
     WHERE shop_id = $1 AND ($2::text IS NULL OR customer_id = $2)
       AND ($4::text IS NULL OR handle = $4)
     ORDER BY at DESC, change_id DESC LIMIT $3`,
    [input.shopId, input.customerId ?? null, input.limit, input.segment ?? null],
  );
  return rows;
}
