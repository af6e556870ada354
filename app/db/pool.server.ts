import pg from "pg";
import { env } from "../env.server.ts";
import { parseTimestamp } from "./parse-timestamp.ts";
import { ScopedPool } from "./scoped-pool.ts";
import { ShopShares } from "./shop-shares.ts";

const TIMESTAMPTZ_OID = 1184;
const INT8_OID = 20;

/**
 * The core's types, read straight from the wire: timestamptz as epoch milliseconds, int8 as number.
 * Our int8 columns are counts, minor units and row numbers, all far below 2^53; Shopify's ids are text.
 */
function getTypeParser(oid: number, format?: "text" | "binary"): (value: string) => unknown {
  if (format !== "binary") {
    if (oid === TIMESTAMPTZ_OID) return parseTimestamp;
    if (oid === INT8_OID) return Number;
  }
  return pg.types.getTypeParser(oid, format);
}

const TYPES = { getTypeParser: getTypeParser as typeof pg.types.getTypeParser };

interface PoolOptions {
  connectionString: string;
  max: number;
}

/** Bounds on what the work of a process waits for; 0: none. */
interface Bounds {
  /** For a connection, in ms. */
  connectionMs: number;
  /** For one statement, in ms, where the work that asks has no bound of its own (shop-scope.ts). */
  statementMs: number;
  /** How many connections the work of one shop holds at once, where it has a share alone. The wait for its turn is `connectionMs`. */
  mostOfShop?: number;
}

/** Nobody waits for a worker, and what it does takes as long as it takes. */
const UNBOUNDED: Bounds = { connectionMs: 0, statementMs: 0 };

/** Connections that see what the account of the address may see: every shop. For tests, scripts and measurements. */
export function createPool(options: PoolOptions): pg.Pool {
  return prepare(new pg.Pool({ ...options, types: TYPES }));
}

/**
 * Connections that see what the work that takes them may see (shop-scope.ts). Statements that do not wait for each other leave
 * together, for which the library wants no cursors.
 */
export function createScopedPool(options: PoolOptions, bounds = UNBOUNDED): pg.Pool {
  const { connectionMs, statementMs, mostOfShop: most } = bounds;
  return prepare(
    new ScopedPool({
      ...options,
      connectionTimeoutMillis: connectionMs,
      limitMs: statementMs,
      shares: most === undefined ? null : new ShopShares({ most, waitMs: connectionMs }),
      types: TYPES,
      pipeline: true,
    }),
  );
}

/**
 * Asks how things are, by one connection that sees every shop. An answer that does not come is not waited for by all who ask
 * after it: each asks for itself, and gives up.
 */
export function createWatchPool(options: { connectionString: string; waitMs: number }): pg.Pool {
  const { connectionString, waitMs } = options;
  const bounds = { connectionTimeoutMillis: waitMs, query_timeout: WATCH_MS };
  return prepare(new pg.Pool({ connectionString, max: 1, ...bounds, types: TYPES }));
}

/** What is told of a worker's lag reads large tables, too. */
const WATCH_MS = 30_000;

function prepare(pool: pg.Pool): pg.Pool {
  // An idle connection that the server ends (a restart) is not the process's end: the pool opens another.
  pool.on("error", () => undefined);
  // Nor is one that is in use: its query fails, and whoever asked tries again.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

/**
 * Of a web process's connections those by which events come in: for three commits at once (raw-event-writer.ts), and what is looked up
 * for them beside. Pages that wait, of whichever shop, hold none of them.
 */
const INTAKE_CONNECTIONS = 6;

const POOL = Symbol.for("kindling.pool");
const INTAKE_POOL = Symbol.for("kindling.intake-pool");
const shared = globalThis as { [POOL]?: pg.Pool; [INTAKE_POOL]?: pg.Pool };

/** The pool of this process for all but what comes in: the server's own modules and the bundled routes share it. */
export function getPool(): pg.Pool {
  return (shared[POOL] ??= openPool(env().DATABASE_POOL_SIZE, UNBOUNDED));
}

/** The pool by which a web process takes events in; in one that serves nobody it is the only one. */
export function getIntakePool(): pg.Pool {
  return shared[INTAKE_POOL] ?? getPool();
}

/** All of this process, by name. */
export function getPools(): Readonly<Record<string, pg.Pool>> {
  const { [INTAKE_POOL]: intake } = shared;
  return { work: getPool(), ...(intake === undefined ? {} : { intake }) };
}

/** Makes the process's pools such for which somebody waits: before anything else asks for them. */
export function boundPools(bounds: Bounds): void {
  if (shared[POOL] !== undefined) throw new Error("The pool was there before its bounds");
  const ofPages = env().DATABASE_POOL_SIZE - INTAKE_CONNECTIONS;
  // Whichever shop's pages are slow, half is left to the others.
  shared[POOL] = openPool(ofPages, { ...bounds, mostOfShop: Math.floor(ofPages / 2) });
  shared[INTAKE_POOL] = openPool(INTAKE_CONNECTIONS, bounds);
}

const openPool = (max: number, bounds: Bounds): pg.Pool =>
  createScopedPool({ connectionString: env().DATABASE_URL, max }, bounds);
