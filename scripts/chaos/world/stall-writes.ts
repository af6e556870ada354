import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { codeOf } from "../fault-counts.ts";
import { waitFor } from "./wait-for.ts";

const DEADLOCK = "40P01";
const ATTEMPTS = 5;
/** So much longer it goes on where nobody has written yet: after a crash the app comes back slowly. */
const PATIENCE_MS = 5000;

/**
 * Lets every statement wait that would store an event or a profile, for so long.
 * @returns whether one was seen waiting
 */
export async function stallWrites(
  url: string,
  ms: number,
  patienceMs = PATIENCE_MS,
): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    await lock(client);
    const startedAt = performance.now();
    const isWaitedFor = await waitFor(() => hasWaiting(client), ms + patienceMs);
    await sleep(Math.max(0, startedAt + ms - performance.now()));
    return isWaitedFor;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function lock(client: pg.Client): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    await client.query("BEGIN");
    try {
      await client.query("LOCK TABLE raw_event, profile IN ACCESS EXCLUSIVE MODE");
      return;
    } catch (error) {
      // The app takes them in its own order, and PostgreSQL has chosen whose turn it is.
      if (codeOf(error) !== DEADLOCK || attempt === ATTEMPTS) throw error;
      await client.query("ROLLBACK");
    }
  }
}

async function hasWaiting(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ isWaiting: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_locks
       WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))) AS "isWaiting"`,
  );
  return rows[0]?.isWaiting === true;
}
