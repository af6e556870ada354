import { readdirSync } from "node:fs";
import type pg from "pg";
import type { Registry } from "prom-client";
import { now } from "./clock.server.ts";
import { listAppliedMigrations } from "./db/applied-migrations.ts";
import { readLag } from "./db/lag.ts";
import { createWatchPool } from "./db/pool.server.ts";
import { env } from "./env.server.ts";
import { addLagGauges } from "./operations/lag-gauges.ts";
import { ANSWER_WITHIN_MS, createReadiness, type ReadinessCheck } from "./operations/readiness.ts";

const MIGRATIONS = new URL("../prisma/migrations/", import.meta.url);

let pool: pg.Pool | undefined;

/**
 * A connection of its own to ask how things are: it sees all shops, and a pool that is busy with work does not make the
 * process look dead.
 */
function getWatchPool(): pg.Pool {
  const waitMs = ANSWER_WITHIN_MS;
  pool ??= createWatchPool({ connectionString: env().DATABASE_URL, waitMs });
  return pool;
}

/** Whether this process can serve: its database answers and has the migrations beside this code. */
export function openReadiness(): ReadinessCheck {
  return createReadiness({
    known: readdirSync(MIGRATIONS, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name),
    listApplied: () => listAppliedMigrations(getWatchPool()),
    ping: () => getWatchPool().query("SELECT 1"),
  });
}

/** Has a worker tell how far behind all work is. */
export function tellLag(registry: Registry): void {
  addLagGauges(registry, () => readLag(getWatchPool(), now()));
}
