import { getPool } from "../db/pool.server.ts";
import type { Queryable } from "../db/transaction.ts";
import type { Instant } from "../pipeline/shared/time.ts";

/** Raw events that are stored and could not be read, by the reason. Contents are not shown. */
export interface UnreadableReason {
  topic: string;
  /** Names the field and what was expected, never a value. */
  error: string;
  count: number;
  lastAt: Instant;
}

export interface Unreadable {
  count: number;
  /** The newest reasons first. */
  reasons: UnreadableReason[];
}

const LIMIT = 8;

export async function readUnreadable(
  { shopId }: { shopId: number },
  db: Queryable = getPool(),
): Promise<Unreadable> {
  const { rows } = await db.query<UnreadableReason & { total: number }>(
    `SELECT topic, error, count(*) AS count, max(received_at) AS "lastAt", sum(count(*)) OVER ()::bigint AS total
     FROM raw_event WHERE shop_id = $1 AND error IS NOT NULL
     GROUP BY topic, error ORDER BY max(received_at) DESC, topic, error LIMIT $2`,
    [shopId, LIMIT],
  );
  return {
    count: rows[0]?.total ?? 0,
    reasons: rows.map(({ topic, error, count, lastAt }) => ({ topic, error, count, lastAt })),
  };
}
