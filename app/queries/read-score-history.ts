import { getPool } from "../db/pool.server.ts";
import type { Queryable } from "../db/transaction.ts";
import type { ScoreName } from "../pipeline/score/scores.ts";

/** The scores at the end of one UTC day, counted from 1970; in millionths of a point, null = unknown. */
export interface ScoreDay extends Record<ScoreName, number | null> {
  day: number;
}

/**
 * A customer's scores at the ends of the past days that are kept, the oldest first. Days before anything was
 * known have no entry, nor have those that something changed which has just arrived: they are written
 * anew within seconds.
 */
export async function readScoreHistory(
  { shopId, customerId }: { shopId: number; customerId: string },
  db: Queryable = getPool(),
): Promise<ScoreDay[]> {
  const { rows } = await db.query<ScoreDay>(
    `SELECT day, kept.behavior, kept.intent, kept.engagement, kept.value
     FROM profile JOIN score_history kept USING (shop_id, profile_id)
     WHERE shop_id = $1 AND customer_id = $2 AND day <= history_day ORDER BY day`,
    [shopId, customerId],
  );
  return rows;
}
