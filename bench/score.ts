import { rmSync } from "node:fs";
import { join } from "node:path";
import type pg from "pg";
import { createPool } from "../app/db/pool.server.ts";
import { giveReadySegments } from "../app/services/give-ready-segments.ts";
import { migrate, ROOT } from "../scripts/postgres/migrate.ts";
import { startPostgres } from "../scripts/postgres/start-postgres.ts";
import { median, round, type BenchOptions, type BenchResult } from "./bench.ts";
import { EVENTS_PER_CUSTOMER } from "./score/fill-events.ts";
import { measureLimit } from "./score/measure-limit.ts";
import { measureReplay } from "./score/measure-replay.ts";
import { recompute } from "./score/recompute.ts";
import { fillShop } from "./segment/fill-shop.ts";
import { startWorkers } from "./workers/start-workers.ts";

const CUSTOMERS = 100_000;
const RUNS = 3;
const REPLAYED_EVENTS = 200_000;
/** Times copying the roll-up out and writing all profiles back. */
const MOST_TIMES = 3;
const REPLAY_LIMIT = 100_000;
const MINUTE_MS = 60_000;
const MEMORY_LIMIT = 2048;

interface Run {
  copySeconds: number;
  writeSeconds: number;
  seconds: number;
  cpuSeconds: number;
}

/**
 * How long it takes to score everybody of a shop anew by workers, one for each core, with segments, tags and ledgers, against
 * the time in which the machine copies the shop's roll-up out and writes as many profiles back; and how many raw
 * events a second of a core are replayed to scores in memory.
 */
export async function run(options: BenchOptions): Promise<BenchResult[]> {
  const { runs = RUNS, customers = CUSTOMERS, say } = options;
  const dataDir = join(ROOT, ".kindling", "postgres", `bench-score-${process.pid}`);
  const postgres = await startPostgres({ dataDir, database: "bench", size: "ample" });
  const { url } = postgres;
  const pool = createPool({ connectionString: url, max: 4 });
  const workers = startWorkers(url);
  try {
    await migrate(url);
    say(`filling a shop of ${customers} customers with ${EVENTS_PER_CUSTOMER} events each`);
    const { shopId, now } = await fillShop(pool, {
      ...{ customers, seed: 1, browsing: "facts" },
      beforeReady: (shop) => giveReadySegments(pool, shop.shopId, shop.now),
    });
    const measured: Run[] = [];
    // The first time everybody enters what they are in: what comes after is what a shop has all day.
    say("scoring it for the first time");
    const first = await recompute({ pool, workers }, { shopId, at: now + MINUTE_MS });
    for (let index = 1; index <= runs; index += 1) {
      await settle(pool);
      const limit = await measureLimit(pool, shopId);
      await settle(pool);
      const at = now + (index + 1) * 10 * MINUTE_MS;
      const again = await recompute({ pool, workers }, { shopId, at });
      measured.push({ ...limit, ...again });
      say(`run ${index} of ${runs}: ${round(again.seconds)} s`);
    }
    const { mebibytes } = await workers.used();
    // The replay is of one core's work: nothing runs beside it.
    await workers.rest();
    const replays = Array.from({ length: RUNS }, () => Math.round(measureReplay(REPLAYED_EVENTS)));
    return report({ customers, first: first.seconds, measured, replays, memory: mebibytes });
  } finally {
    await workers.stop();
    await pool.end();
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
    rmSync(`${dataDir}.log`, { force: true });
  }
}

/** As autovacuum leaves a shop's tables; without its running into what is measured. */
async function settle(pool: pg.Pool): Promise<void> {
  await pool.query("VACUUM ANALYZE");
  await pool.query("CHECKPOINT");
}

function report(told: {
  customers: number;
  first: number;
  measured: Run[];
  replays: number[];
  memory: number;
}): BenchResult[] {
  const { customers, measured } = told;
  const middle = (read: (one: Run) => number): number => round(median(measured.map(read)));
  const watched = (name: string, value: number, unit: string): BenchResult => ({
    ...{ name, value: round(value), unit, limit: null },
  });
  const seconds = middle((one) => one.seconds);
  return [
    {
      ...{ name: "recompute", value: seconds, unit: "s" },
      limit: middle((one) => one.copySeconds + one.writeSeconds),
      bar: { most: MOST_TIMES },
    },
    watched("recompute, a customer", (seconds / customers) * 1e6, "µs"),
    watched(
      "of it of the workers",
      (middle((one) => one.cpuSeconds) / customers) * 1e6,
      "µs of a core",
    ),
    watched(
      "copying the roll-up out",
      middle((one) => one.copySeconds),
      "s",
    ),
    watched(
      "writing the profiles back",
      middle((one) => one.writeSeconds),
      "s",
    ),
    watched("the first time, when everybody enters", told.first, "s"),
    {
      ...{
        name: "memory of a worker",
        value: Math.round(told.memory),
        unit: "MiB",
        limit: MEMORY_LIMIT,
      },
    },
    {
      ...{ name: "replay", value: median(told.replays), unit: "events/s of a core" },
      limit: REPLAY_LIMIT,
      bar: { least: 1 },
    },
  ];
}
