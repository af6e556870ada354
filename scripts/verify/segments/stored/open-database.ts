import { rmSync } from "node:fs";
import { resolve } from "node:path";
import type pg from "pg";
import { createPool } from "../../../../app/db/pool.server.ts";
import { ensureDatabase } from "../../../postgres/ensure-database.ts";
import { migrate } from "../../../postgres/migrate.ts";
import { startPostgres } from "../../../postgres/start-postgres.ts";

const ROOT = resolve(import.meta.dirname, "../../../..");
const CONNECTIONS = 4;

export interface OpenDatabase {
  pool: pg.Pool;
  close(): Promise<void>;
}

/** An empty database with the app's tables, on a server of its own or, with DATABASE_URL, on that one. Kept by nobody. */
export async function openDatabase(name: string): Promise<OpenDatabase> {
  const dataDir = resolve(ROOT, ".kindling", "postgres", `verify-${name}-${process.pid}`);
  const database = `kindling_verify_${name}_${process.pid}`;
  const server = await startPostgres({ dataDir, database, isDurable: false });
  const isShared = server.pid === undefined;
  const url = new URL(server.url);
  if (isShared) {
    await ensureDatabase(server.url, database);
    url.pathname = `/${database}`;
  }
  await migrate(url.href);
  const pool = createPool({ connectionString: url.href, max: CONNECTIONS });
  return {
    pool,
    async close() {
      await pool.end();
      if (isShared) await dropDatabase(server.url, database);
      await server.stop();
      if (isShared) return;
      for (const path of [dataDir, `${dataDir}.log`, `${dataDir}.pid`]) {
        rmSync(path, { recursive: true, force: true });
      }
    },
  };
}

async function dropDatabase(adminUrl: string, database: string): Promise<void> {
  const pool = createPool({ connectionString: adminUrl, max: 1 });
  await pool.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
  await pool.end();
}
