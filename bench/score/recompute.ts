import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { makeAllProfilesDue } from "../../app/db/profiles.ts";
import { announceDue } from "../../app/db/shop-work.ts";
import type { Workers } from "../workers/start-workers.ts";

const POLL_MS = 20;

export interface Recomputed {
  seconds: number;
  /** Of the workers' processors: the database has its own. */
  cpuSeconds: number;
}

/**
 * Has everybody scored anew, as after a change of the scoring model, until nobody is due; the workers rest before and after.
 * @param told.at by their clock
 */
export async function recompute(
  { pool, workers }: { pool: pg.Pool; workers: Workers },
  { shopId, at }: { shopId: number; at: number },
): Promise<Recomputed> {
  const before = await workers.used();
  const startedAt = performance.now();
  await workers.work(at - Date.now());
  await makeAllProfilesDue(pool, shopId, at);
  await announceDue(pool, shopId, at);
  while (await isSomebodyDue(pool, shopId, at)) await sleep(POLL_MS);
  const seconds = (performance.now() - startedAt) / 1000;
  const cpuSeconds = (await workers.used()).cpuSeconds - before.cpuSeconds;
  await workers.rest();
  return { seconds, cpuSeconds };
}

async function isSomebodyDue(pool: pg.Pool, shopId: number, at: number): Promise<boolean> {
  const { rows } = await pool.query<{ isDue: boolean }>(
    `SELECT EXISTS (SELECT FROM profile WHERE shop_id = $1 AND due_at <= $2) AS "isDue"`,
    [shopId, new Date(at)],
  );
  return rows[0]?.isDue === true;
}
