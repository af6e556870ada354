import type pg from "pg";
import { makeAllProfilesDue } from "../../app/db/profiles.ts";
import { announceDue } from "../../app/db/shop-work.ts";
import { scoreRound } from "../../app/services/rounds.ts";

export interface Recomputed {
  seconds: number;
  /** Of this process's processors: the database has its own. */
  cpuSeconds: number;
}

/** Has everybody scored anew by the worker's own rounds, as after a change of the scoring model, until nobody is due. */
export async function recompute(
  pool: pg.Pool,
  { shopId, at }: { shopId: number; at: number },
): Promise<Recomputed> {
  const cpuAt = process.cpuUsage();
  const startedAt = performance.now();
  await makeAllProfilesDue(pool, shopId, at);
  await announceDue(pool, shopId, at);
  const round = scoreRound({
    pool,
    clock: () => at,
    onFailure: ({ reason }) => {
      throw new Error(reason);
    },
  });
  while ((await round()) === "worked");
  const { user, system } = process.cpuUsage(cpuAt);
  return { seconds: (performance.now() - startedAt) / 1000, cpuSeconds: (user + system) / 1e6 };
}
