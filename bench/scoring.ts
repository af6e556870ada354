import { rmSync } from "node:fs";
import { join } from "node:path";
import type pg from "pg";
import { createPool } from "../app/db/pool.server.ts";
import { makeAllProfilesDue } from "../app/db/due-ranges.ts";
import { scoreShop } from "../app/services/score-shop.ts";
import { migrate, ROOT } from "../scripts/postgres/migrate.ts";
import { startPostgres } from "../scripts/postgres/start-postgres.ts";
import { median, type BenchOptions, type BenchResult } from "./bench.ts";
import { fillShop } from "./segment/fill-shop.ts";

const CUSTOMERS = 5_000;
const BATCH = 500;
const SINGLE_LOOKS = 200;
const RUNS = 3;
const MINUTE_MS = 60_000;

/** How long a batch of customers takes by the ready segments, of one customer too, and how much of it is our own work. */
export async function run({ runs = RUNS, say }: BenchOptions): Promise<BenchResult[]> {
  const dataDir = join(ROOT, ".kindling", "postgres", `bench-scoring-${process.pid}`);
  const postgres = await startPostgres({ dataDir, database: "bench", isDurable: true });
  const pool = createPool({ connectionString: postgres.url, max: 1 });
  try {
    await migrate(postgres.url);
    const { shopId, now } = await fillShop(pool, { customers: CUSTOMERS, seed: 1 });
    const batches: Measured[] = [];
    const singles: Measured[] = [];
    // The first time everybody enters and leaves: what comes after is what a shop has all day.
    for (let index = 0; index <= runs; index += 1) {
      const at = now + (index + 1) * MINUTE_MS;
      const all = await scoreAll(pool, { shopId, at });
      const few = await scoreSingly(pool, { shopId, at });
      say(`run ${index} of ${runs}: ${median(all.map(({ ms }) => ms))} ms a batch`);
      if (index === 0) continue;
      batches.push(...all);
      singles.push(...few);
    }
    const of = (list: Measured[], read: (one: Measured) => number) => median(list.map(read));
    return [
      result(
        `${BATCH} customers at once`,
        of(batches, ({ ms }) => ms),
        "ms",
      ),
      result(
        "of it of this process",
        of(batches, ({ ownMs }) => ownMs),
        "ms",
      ),
      result(
        "one customer",
        of(singles, ({ ms }) => ms),
        "ms",
      ),
      result(
        "of it of this process",
        of(singles, ({ ownMs }) => ownMs),
        "ms",
      ),
      result(
        "for it statements",
        of(singles, ({ statements }) => statements),
        "",
      ),
    ];
  } finally {
    await pool.end();
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
    rmSync(`${dataDir}.log`, { force: true });
  }
}

interface Measured {
  ms: number;
  /** Time of this process's processors: the database has its own. */
  ownMs: number;
  statements: number;
}

const result = (name: string, value: number, unit: string): BenchResult => ({
  ...{ name, value, unit, limit: null },
});

async function scoreAll(pool: pg.Pool, told: { shopId: number; at: number }): Promise<Measured[]> {
  const { shopId, at } = told;
  await makeAllProfilesDue(pool, shopId, at);
  const measured: Measured[] = [];
  for (let left = CUSTOMERS; left > 0; left -= BATCH) {
    measured.push(await measure(pool, () => scoreShop({ pool, shopId, now: at, limit: BATCH })));
  }
  return measured;
}

/** One customer after the other is due, each by a change of theirs. */
async function scoreSingly(
  pool: pg.Pool,
  told: { shopId: number; at: number },
): Promise<Measured[]> {
  const { shopId, at } = told;
  const measured: Measured[] = [];
  for (let index = 0; index < SINGLE_LOOKS; index += 1) {
    const now = at + 1 + index;
    await pool.query(
      `UPDATE profile SET due_at = $2 WHERE shop_id = $1 AND profile_id =
         (SELECT profile_id FROM profile WHERE shop_id = $1 ORDER BY profile_id OFFSET $3 LIMIT 1)`,
      [shopId, new Date(now), index],
    );
    measured.push(await measure(pool, () => scoreShop({ pool, shopId, now, limit: BATCH })));
  }
  return measured;
}

async function measure(pool: pg.Pool, work: () => Promise<unknown>): Promise<Measured> {
  let statements = 0;
  const client = await pool.connect();
  const { query } = client;
  // The only connection there is, so that all statements pass here.
  client.query = ((...parts: Parameters<typeof query>) => {
    statements += 1;
    return query.apply(client, parts);
  }) as typeof query;
  client.release();
  const before = process.cpuUsage();
  const started = performance.now();
  await work();
  const ms = performance.now() - started;
  const { user, system } = process.cpuUsage(before);
  client.query = query;
  return { ms, ownMs: (user + system) / 1000, statements };
}
