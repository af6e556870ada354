import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { makeAllProfilesDue } from "../../app/db/profiles.ts";
import { announceDue } from "../../app/db/shop-work.ts";
import { startWorkers } from "../workers/start-workers.ts";

const POLL_MS = 20;

export interface Recomputed {
  seconds: number;
  /** Of the workers' processors: the database has its own. */
  cpuSeconds: number;
  /** MiB that a worker had at most. */
  memory: number;
}

/** Has everybody scored anew by workers of their own, as after a change of the scoring model, until nobody is due. */
export async function recompute(
  { pool, url }: { pool: pg.Pool; url: string },
  { shopId, at }: { shopId: number; at: number },
): Promise<Recomputed> {
  const workers = await startWorkers(url, at - Date.now());
  try {
    const cpuBefore = await workers.cpuSeconds();
    const startedAt = performance.now();
    await makeAllProfilesDue(pool, shopId, at);
    await announceDue(pool, shopId, at);
    while (await isSomebodyDue(pool, shopId, at)) await sleep(POLL_MS);
    const seconds = (performance.now() - startedAt) / 1000;
    const cpuSeconds = (await workers.cpuSeconds()) - cpuBefore;
    return { seconds, cpuSeconds, memory: await workers.stop() };
  } catch (error) {
    await workers.stop().catch(() => undefined);
    throw error;
  }
}

async function isSomebodyDue(pool: pg.Pool, shopId: number, at: number): Promise<boolean> {
  const { rows } = await pool.query<{ isDue: boolean }>(
    `SELECT EXISTS (SELECT FROM profile WHERE shop_id = $1 AND due_at <= $2) AS "isDue"`,
    [shopId, new Date(at)],
  );
  return rows[0]?.isDue === true;
}
