import { getPool } from "../db/pool.server.ts";
import type { Queryable } from "../db/transaction.ts";
import type { TrialCard } from "../pipeline/predict/shop/model-card.ts";
import type { Instant } from "../pipeline/shared/time.ts";

/** How what was served did at one past date. */
export interface BacktestPoint extends NonNullable<TrialCard["judged"]> {
  at: Instant;
}

/** By horizon, the oldest date first. */
export type Backtests = Record<string, BacktestPoint[]>;

/**
 * How predictions of customers did at every past date that any of the kept fits looked back to. Where several fits did,
 * the newest holds.
 */
export async function readBacktests(shopId: number, db: Queryable = getPool()): Promise<Backtests> {
  const { rows } = await db.query<{ task: string; trials: TrialCard[] }>(
    `SELECT task.key AS task, task.value -> 'trials' AS trials
     FROM prediction_fit CROSS JOIN LATERAL jsonb_each(card -> 'tasks') AS task
     WHERE shop_id = $1 ORDER BY fit_id`,
    [shopId],
  );
  const byTask = new Map<string, Map<Instant, BacktestPoint>>();
  for (const { task, trials } of rows) {
    const points = byTask.get(task) ?? new Map<Instant, BacktestPoint>();
    byTask.set(task, points);
    for (const { cut, judged } of trials) if (judged) points.set(cut, { at: cut, ...judged });
  }
  return Object.fromEntries(
    [...byTask].map(([task, points]) => [task, [...points.values()].sort((a, b) => a.at - b.at)]),
  );
}
