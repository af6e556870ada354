import { rmSync } from "node:fs";
import { join } from "node:path";
import { createPool } from "../app/db/pool.server.ts";
import { giveReadySegments } from "../app/services/give-ready-segments.ts";
import { migrate, ROOT } from "../scripts/postgres/migrate.ts";
import { startPostgres } from "../scripts/postgres/start-postgres.ts";
import {
  median,
  mostMemory,
  percentile,
  round,
  type BenchOptions,
  type BenchResult,
} from "./bench.ts";
import { measureLimit } from "./pipeline/measure-limit.ts";
import { createTraffic, type Shop } from "./pipeline/traffic.ts";
import { settle, watchProbes } from "./pipeline/watch-shop.ts";
import { awaitWriteback } from "./postgres/await-writeback.ts";
import { recompute } from "./score/recompute.ts";
import { fillShop } from "./segment/fill-shop.ts";
import { startFit } from "./workers/start-fit.ts";
import { startWorkers } from "./workers/start-workers.ts";

const CUSTOMERS = 10_000;
const RUNS = 3;
const EVENTS_PER_BATCH = 20;
const EVENTS = 100_000;
/** At half of what it sustains. */
const CALM = 0.5;
const CALM_SECONDS = 20;
/** Of the limit. */
const LEAST = 0.25;
const LAG_LIMIT_MS = 2000;

interface Run {
  limit: number;
  sustained: number;
  lags: number[];
  scored: number;
  cpuSeconds: number;
}

/**
 * Events a second from the commit at the edge to memberships, scores and desired tags that hold: raw events that wait are
 * taken in and everybody whom they concern is scored, with fitted predictions, by the worker's loops in processes of their own, one for
 * each core. Then, at half of that rate, how long it takes from the commit until the customer is judged by it.
 */
export async function run(options: BenchOptions): Promise<BenchResult[]> {
  const { runs = RUNS, customers = CUSTOMERS, say } = options;
  const dataDir = join(ROOT, ".kindling", "postgres", `bench-pipeline-${process.pid}`);
  const postgres = await startPostgres({ dataDir, database: "bench", size: "ample" });
  const pool = createPool({ connectionString: postgres.url, max: 4 });
  const workers = startWorkers(postgres.url);
  try {
    await migrate(postgres.url);
    say(`filling a shop of ${customers} customers`);
    const { shopId, now } = await fillShop(pool, {
      ...{ customers, seed: 1, browsing: "facts" },
      beforeReady: (shop) => giveReadySegments(pool, shop.shopId, shop.now),
    });
    say("fitting its predictions");
    const fitted = await startFit(postgres.url, { shopId, now });
    await recompute({ pool, workers }, { shopId, at: now });
    await pool.query("VACUUM ANALYZE");
    const ahead = now - Date.now();
    const shop: Shop = { shopId, customers, clock: () => Date.now() + ahead };
    const traffic = createTraffic(shop, { eventsEach: EVENTS_PER_BATCH });
    // As much once unmeasured: a worker compiles its code in its first seconds, not at each event of its days.
    await traffic.fill(pool, EVENTS / EVENTS_PER_BATCH);
    await workers.work(ahead);
    await settle(pool, shop);
    await workers.rest();
    const measured: Run[] = [];
    for (let index = 1; index <= runs; index += 1) {
      const limit = await measureLimit(pool, { customers, eventsEach: EVENTS_PER_BATCH });
      await traffic.fill(pool, EVENTS / EVENTS_PER_BATCH);
      await awaitWriteback();
      const before = await workers.used();
      await workers.work(ahead);
      const sustained = EVENTS / (await settle(pool, shop));
      const after = await workers.used();
      say(`run ${index} of ${runs}: ${Math.round(sustained)} events/s of ${Math.round(limit)}`);
      const batchesPerSecond = (CALM * sustained) / EVENTS_PER_BATCH;
      const lags = await watchProbes(pool, shop, (onProbe) =>
        traffic.trickle(pool, { batchesPerSecond, seconds: CALM_SECONDS, onProbe }),
      );
      await workers.rest();
      const scored = after.profilesScored - before.profilesScored;
      const cpuSeconds = after.cpuSeconds - before.cpuSeconds;
      measured.push({ limit, sustained, lags, scored, cpuSeconds });
    }
    const { peakBytes } = await workers.used();
    return report(measured, [peakBytes, fitted.peakBytes]);
  } finally {
    await workers.stop();
    await pool.end();
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
    rmSync(`${dataDir}.log`, { force: true });
  }
}

function report(measured: Run[], peaks: number[]): BenchResult[] {
  const lags = measured.map((one) => one.lags);
  const middle = (values: number[]): number => Math.round(median(values));
  return [
    {
      ...{
        name: "pipeline",
        value: middle(measured.map((one) => one.sustained)),
        unit: "events/s",
      },
      limit: middle(measured.map((one) => one.limit)),
      bar: { least: LEAST },
    },
    {
      ...{
        name: "profiles scored for 1,000 events",
        value: round(median(measured.map((one) => one.scored)) / (EVENTS / 1000)),
      },
      ...{ unit: "", limit: null },
    },
    {
      ...{
        name: "an event, of the workers",
        value: round((median(measured.map((one) => one.cpuSeconds)) / EVENTS) * 1e6),
      },
      ...{ unit: "µs of a core", limit: null },
    },
    {
      ...{
        name: "lag at half of it, p95",
        value: middle(lags.map((one) => percentile(one, 0.95))),
      },
      ...{ unit: "ms", limit: LAG_LIMIT_MS },
    },
    {
      ...{ name: "lag at half of it, median", value: middle(lags.map(median)) },
      ...{ unit: "ms", limit: null },
    },
    mostMemory(peaks),
  ];
}
