import { createHmac } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import type pg from "pg";
import { createPool } from "../../app/db/pool.server.ts";
import { ROOT } from "../../scripts/postgres/migrate.ts";
import { startPostgres } from "../../scripts/postgres/start-postgres.ts";
import type { BenchResult } from "../bench.ts";
import { startBareServer } from "../ingest/start-bare-server.ts";
import { startLoad } from "../ingest/start-load.ts";
import { measureInserts } from "./measure-inserts.ts";

const SECONDS = 2;
const CONNECTIONS = 32;
const COPIED_ROWS = 200_000;
/** About a webhook of an order. */
const SIGNED_BYTES = 4800;
const SIGNED = 50_000;

/**
 * What the machine can do at most, measured anew before each bench, since it is shared and its speed changes by the minute: rows a second
 * that PostgreSQL copies and inserts, requests a second of a bare server, signatures a second of a core. On a database of its own.
 */
export async function measureMachine(): Promise<BenchResult[]> {
  const dataDir = join(ROOT, ".kindling", "postgres", `bench-machine-${process.pid}`);
  const postgres = await startPostgres({ dataDir, database: "bench", size: "ample" });
  const pool = createPool({ connectionString: postgres.url, max: 2 });
  try {
    return [
      of("rows copied into a table", await measureCopy(pool, dataDir)),
      of("rows of a multi-row insert", await measureInserts(pool, SECONDS)),
      of("requests of a bare server", await measureBareServer()),
      of(`signatures of ${SIGNED_BYTES} bytes`, measureSignatures()),
    ];
  } finally {
    await pool.end();
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
    rmSync(`${dataDir}.log`, { force: true });
  }
}

const of = (name: string, perSecond: number): BenchResult => ({
  ...{ name: `machine: ${name}`, value: Math.round(perSecond), unit: "/s", limit: null },
});

/** COPY of a file into a table with the keys of events, which is as fast as rows come into one. */
async function measureCopy(pool: pg.Pool, dataDir: string): Promise<number> {
  const file = join(dataDir, "copied-rows");
  await pool.query(
    "CREATE TABLE copied (shop_id int, key text, at timestamptz, PRIMARY KEY (shop_id, key))",
  );
  await pool.query("CREATE INDEX ON copied (shop_id, at)");
  await pool.query(
    `COPY (SELECT 1, 'event-' || number, 'epoch'::timestamptz + number * interval '1 second'
       FROM generate_series(1, ${COPIED_ROWS}) AS number) TO '${file}'`,
  );
  const startedAt = performance.now();
  await pool.query(`COPY copied FROM '${file}'`);
  return COPIED_ROWS / ((performance.now() - startedAt) / 1000);
}

async function measureBareServer(): Promise<number> {
  const bare = await startBareServer();
  try {
    const load = await startLoad({
      ...{ port: bare.port, domains: ["machine.myshopify.com"], clientSecret: "a secret" },
      ...{ events: 1, from: 0, at: Date.now(), rate: null },
      ...{ connections: CONNECTIONS, seconds: SECONDS },
    });
    return load.perSecond;
  } finally {
    bare.stop();
  }
}

function measureSignatures(): number {
  const body = "x".repeat(SIGNED_BYTES);
  const startedAt = performance.now();
  for (let number = 0; number < SIGNED; number += 1)
    createHmac("sha256", "a secret").update(body).digest("base64");
  return SIGNED / ((performance.now() - startedAt) / 1000);
}
