import { rmSync } from "node:fs";
import { join } from "node:path";
import type pg from "pg";
import { createPool } from "../app/db/pool.server.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../app/pipeline/shared/time.ts";
import { giveReadySegments } from "../app/services/give-ready-segments.ts";
import { migrate, ROOT } from "../scripts/postgres/migrate.ts";
import { startPostgres } from "../scripts/postgres/start-postgres.ts";
import { round, type BenchOptions, type BenchResult } from "./bench.ts";
import { EVENTS_PER_CUSTOMER } from "./score/fill-events.ts";
import { measureLimit } from "./score/measure-limit.ts";
import { passMidnight, recompute } from "./score/recompute.ts";
import { reportScore, type Run } from "./score/report-score.ts";
import { startReplay } from "./score/start-replay.ts";
import { fillShop } from "./segment/fill-shop.ts";
import { startFit } from "./workers/start-fit.ts";
import { startWorkers } from "./workers/start-workers.ts";

const CUSTOMERS = 100_000;
const RUNS = 3;
const REPLAYS = 5;
const REPLAYED_EVENTS = 200_000;

/**
 * How long it takes to score everybody of a shop anew by workers, one for each core, with segments, tags, ledgers and fitted
 * predictions, and how long a midnight takes, after which everybody is measured by the day's benchmarks; both against
 * the time in which the machine copies the shop's roll-up out and writes as many profiles back. How much memory any process took,
 * the one of the fit too; and how many raw events a second of a core are replayed to scores in memory.
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
    say("fitting its predictions");
    const fitted = await startFit(url, { shopId, now });
    const measured: Run[] = [];
    // The first time everybody enters what they are in: what comes after is what a shop has all day.
    say("scoring it for the first time");
    const first = await recompute({ pool, workers }, { shopId, at: now + MINUTE_MS });
    for (let index = 0; index < runs; index += 1) {
      await settle(pool);
      const limit = await measureLimit(pool, shopId);
      await settle(pool);
      const today = now + index * DAY_MS;
      const again = await recompute({ pool, workers }, { shopId, at: today + 2 * HOUR_MS });
      await settle(pool);
      const midnight = await passMidnight({ pool, workers }, { shopId, at: today + DAY_MS });
      measured.push({ limit, again, midnight });
      say(
        `run ${index + 1} of ${runs}: ${round(again.seconds)} s, by a midnight ${round(midnight.seconds)} s, ` +
          `of ${round(limit.copySeconds + limit.writeSeconds)} s`,
      );
    }
    const { peakBytes } = await workers.used();
    // The replay is of one core's work: nothing runs beside it.
    await workers.rest();
    const replays = await startReplay(REPLAYED_EVENTS, REPLAYS);
    return reportScore({ customers, first, measured, fitted, replays, workerBytes: peakBytes });
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
