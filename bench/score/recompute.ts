import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { makeAllProfilesDue } from "../../app/db/due-ranges.ts";
import { dayOf } from "../../app/pipeline/shared/time.ts";
import type { Workers } from "../workers/start-workers.ts";

const POLL_MS = 20;

export interface Recomputed {
  seconds: number;
  /** Of the workers' processors: the database has its own. */
  cpuSeconds: number;
}

interface Shop {
  shopId: number;
  /** By the workers' clock. */
  at: number;
}

interface Tools {
  pool: pg.Pool;
  workers: Workers;
}

/** Has everybody scored anew, as after a change of the scoring model, until nobody is due. */
export function recompute(tools: Tools, shop: Shop): Promise<Recomputed> {
  const { shopId, at } = shop;
  return untilNobodyIsDue(tools, shop, () => makeAllProfilesDue(tools.pool, shopId, at));
}

/** Lets a midnight pass: the workers find that it did, compute the benchmarks of the day, and score everybody by them. */
export async function passMidnight(
  tools: Tools,
  shop: Shop,
): Promise<Recomputed & { benchmarkSeconds: number }> {
  const startedAt = performance.now();
  let benchmarkSeconds = 0;
  const recomputed = await untilNobodyIsDue(tools, shop, async () => {
    while (!(await haveBenchmarks(tools.pool, shop))) await sleep(POLL_MS);
    benchmarkSeconds = (performance.now() - startedAt) / 1000;
  });
  return { ...recomputed, benchmarkSeconds };
}

/** The workers rest before and after. What they tell of the past once all is scored is waited for, and not in the time. */
async function untilNobodyIsDue(
  { pool, workers }: Tools,
  { shopId, at }: Shop,
  begin: () => Promise<void>,
): Promise<Recomputed> {
  const before = await workers.used();
  const startedAt = performance.now();
  await workers.work(at - Date.now());
  await begin();
  // By the workers' clock: a midnight makes everybody due once it has been computed, seconds after it.
  while (await isSomebodyDue(pool, shopId, at + performance.now() - startedAt))
    await sleep(POLL_MS);
  const seconds = (performance.now() - startedAt) / 1000;
  const cpuSeconds = (await workers.used()).cpuSeconds - before.cpuSeconds;
  while (await isHistoryBehind(pool, shopId)) await sleep(POLL_MS);
  await workers.rest();
  return { seconds, cpuSeconds };
}

async function isSomebodyDue(pool: pg.Pool, shopId: number, at: number): Promise<boolean> {
  const { rows } = await pool.query<{ isDue: boolean }>(
    `SELECT EXISTS (SELECT FROM profile WHERE shop_id = $1 AND due_at <= $2)
       OR EXISTS (SELECT FROM due_range WHERE shop_id = $1 AND due_at <= $2) AS "isDue"`,
    [shopId, new Date(at)],
  );
  return rows[0]?.isDue === true;
}

async function haveBenchmarks(pool: pg.Pool, { shopId, at }: Shop): Promise<boolean> {
  const { rows } = await pool.query("SELECT FROM benchmark WHERE shop_id = $1 AND day >= $2", [
    shopId,
    dayOf(at),
  ]);
  return rows.length > 0;
}

async function isHistoryBehind(pool: pg.Pool, shopId: number): Promise<boolean> {
  const { rows } = await pool.query(
    "SELECT FROM benchmark WHERE shop_id = $1 AND history_from <= day",
    [shopId],
  );
  return rows.length > 0;
}
