import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { createPool } from "../../../app/db/pool.server.ts";
import { migrate } from "../../postgres/migrate.ts";
import { startPostgres, type Postgres } from "../../postgres/start-postgres.ts";
import { layDisk } from "./disk.ts";

/** More than the server has: what it gives is taken until it refuses. */
const MOST_CONNECTIONS = 200;

/** The database of a run: a server of its own, which waits for the disk as one in production does. */
export interface ChaosDatabase {
  readonly url: string;
  /** For the one who looks on; the app has pools of its own. */
  readonly pool: pg.Pool;
  /** Ends the server by a signal, and starts it again where it was. */
  crash(signal: "SIGKILL" | "SIGQUIT"): Promise<void>;
  cutConnections(): Promise<void>;
  takeConnections(ms: number): Promise<void>;
  stallWrites(ms: number): Promise<void>;
  fillDisk(share: number, ms: number): Promise<void>;
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
  const pool = createPool({ connectionString: url, max: 4 });
  const disk = await layDisk(pool);

  return {
    url,
    pool,
    async crash(signal) {
      if (server.pid !== undefined) process.kill(server.pid, signal);
      await server.stop();
      server = await startPostgres({ ...options, port });
    },
    async cutConnections() {
      await pool.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid()`,
      );
    },
    async takeConnections(ms) {
      const taken: pg.Client[] = [];
      while (taken.length < MOST_CONNECTIONS) {
        const client = new pg.Client({ connectionString: url });
        client.on("error", () => undefined);
        const isGiven = await client.connect().then(
          () => true,
          () => false,
        );
        if (!isGiven) break;
        taken.push(client);
      }
      await sleep(ms);
      await Promise.allSettled(taken.map((client) => client.end()));
    },
    async stallWrites(ms) {
      const client = new pg.Client({ connectionString: url });
      client.on("error", () => undefined);
      await client.connect();
      try {
        await client.query("BEGIN");
        await client.query("LOCK TABLE raw_event, profile IN ACCESS EXCLUSIVE MODE");
        await sleep(ms);
      } finally {
        await client.end().catch(() => undefined);
      }
    },
    async fillDisk(share, ms) {
      await disk.fill(share);
      await sleep(ms);
      await disk.fill(0);
    },
    async stop() {
      await pool.end();
      await server.stop();
    },
  };
}
