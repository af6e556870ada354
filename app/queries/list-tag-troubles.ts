import { getPool } from "../db/pool.server.ts";
import type { Queryable } from "../db/transaction.ts";
import type { Instant } from "../pipeline/shared/time.ts";
import { countUpTo } from "./count-up-to.ts";

/** A customer whose tags do not stand as they should. */
export interface TagTrouble {
  customerId: string;
  /** Which kind of failure; null: only contested. */
  failure: string | null;
  /** In the words of the log. */
  reason: string | null;
  /** When it is tried again by itself; null: when something changes. */
  nextAt: Instant | null;
  /** Tags that somebody changes back each time: those that should be there, and those that should not. */
  contestedMissing: string[];
  contestedPresent: string[];
}

export interface TagTroubles {
  troubles: TagTrouble[];
  total: number;
}

const LIMIT = 20;
const TROUBLED = "tag_state WHERE shop_id = $1 AND (failure IS NOT NULL OR contested <> '{}')";

export async function listTagTroubles(
  { shopId }: { shopId: number },
  db: Queryable = getPool(),
): Promise<TagTroubles> {
  const { rows } = await db.query<TagTrouble & { total: number }>(
    `SELECT customer_id AS "customerId", failure, CASE WHEN failure IS NOT NULL THEN last_error END AS reason,
       LEAST(NULLIF(write_at, 'infinity'), retry_at) AS "nextAt",
       ARRAY(SELECT tag FROM unnest(contested) AS tag WHERE tag = ANY(desired)) AS "contestedMissing",
       ARRAY(SELECT tag FROM unnest(contested) AS tag WHERE tag <> ALL(desired)) AS "contestedPresent",
       ${countUpTo(TROUBLED)} AS total
     FROM ${TROUBLED}
     ORDER BY customer_id LIMIT $2`,
    [shopId, LIMIT],
  );
  const troubles = rows.map(({ total: _total, ...trouble }) => trouble);
  return { troubles, total: rows[0]?.total ?? 0 };
}
