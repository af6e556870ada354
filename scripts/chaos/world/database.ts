import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { createPool } from "../../../app/db/pool.server.ts";
import { migrate } from "../../postgres/migrate.ts";
import { isAlive } from "../../postgres/process-identity.ts";
import { startPostgres, type Postgres } from "../../postgres/start-postgres.ts";
import { layDisk } from "./disk.ts";
import { stallWrites } from "./stall-writes.ts";
import { takeConnections } from "./take-connections.ts";
import { waitFor } from "./wait-for.ts";

/** An immediate shutdown gives the server's children five seconds. */
const DEATH_MS = 10_000;
/** A connection ends between two steps of its statement. */
const CUT_MS = 2000;
/** So long a connection to cut, or a statement that needs room, is waited for: after a crash the app comes back slowly. */
const MET_MS = 5000;
/** The name of who looks on, whose connections are left alone. */
const LOOKER = "chaos";

/**
 * The database of a run: a server of its own, which waits for the disk as one in production does. What breaks it gives
 * when that is over whether it was seen to take effect.
 */
export interface ChaosDatabase {
  readonly url: string;
  /** For the one who looks on; the app has pools of its own. */
  readonly pool: pg.Pool;
  /** Ends the server by a signal, and starts it again where it was. Seen: it died, and another process is there. */
  crash(signal: "SIGKILL" | "SIGQUIT"): Promise<boolean>;
  /** Seen: a connection of the app's is gone. */
  cutConnections(): Promise<boolean>;
  /** Seen: one more connection is refused. */
  takeConnections(ms: number): Promise<boolean>;
  /** Seen: a statement of the app's waits. */
  stallWrites(ms: number): Promise<boolean>;
  /** Seen: a statement of the app's was answered 53100. */
  fillDisk(share: number, ms: number): Promise<boolean>;
  stop(): Promise<void>;
}

/** @throws Error where DATABASE_URL names a server: it would be killed */
export async function openChaosDatabase(dataDir: string): Promise<ChaosDatabase> {
  if (process.env["DATABASE_URL"]) {
    throw new Error("Unset DATABASE_URL: this run kills its database server, again and again");
  }
  const options = { dataDir, database: "kindling" };
  let server: Postgres = await startPostgres(options);
  const { url } = server;
  const port = Number(new URL(url).port);
  await migrate(url);
  const pool = createPool({ connectionString: `${url}?application_name=${LOOKER}`, max: 4 });
  const disk = await layDisk(pool);

  return {
    url,
    pool,
    async crash(signal) {
      const { pid } = server;
      if (pid === undefined) throw new Error("The server is another one's");
      process.kill(pid, signal);
      // Before it is stopped in the usual way: by then it must have ended of the signal.
      const hasDied = await waitFor(() => !isAlive(pid), DEATH_MS);
      await server.stop();
      server = await startPostgres({ ...options, port });
      return hasDied && server.pid !== pid;
    },
    async cutConnections() {
      let cut: { pid: number }[] = [];
      await waitFor(async () => {
        const { rows } = await pool.query<{ pid: number }>(
          `SELECT pid, pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE datname = current_database() AND backend_type = 'client backend' AND application_name <> $1`,
          [LOOKER],
        );
        cut = rows;
        return cut.length > 0;
      }, MET_MS);
      return waitFor(() => cut.some(({ pid }) => !isAlive(pid)), CUT_MS);
    },
    takeConnections: (ms) => takeConnections(url, ms),
    stallWrites: (ms) => stallWrites(url, ms),
    async fillDisk(share, ms) {
      const before = await disk.refusals();
      await disk.fill(share);
      await sleep(ms);
      const isMet = await waitFor(async () => (await disk.refusals()) > before, MET_MS);
      await disk.fill(0);
      return isMet;
    },
    async stop() {
      await pool.end();
      await server.stop();
    },
  };
}
