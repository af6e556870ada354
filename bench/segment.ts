import { rmSync } from "node:fs";
import { join } from "node:path";
import { createPool } from "../app/db/pool.server.ts";
import { migrate, ROOT } from "../scripts/postgres/migrate.ts";
import { startPostgres } from "../scripts/postgres/start-postgres.ts";
import { median, round, type BenchOptions, type BenchResult } from "./bench.ts";
import { fillShop } from "./segment/fill-shop.ts";
import { measureLimit } from "./segment/measure-limit.ts";
import { preview } from "./segment/preview.ts";
import { recompute } from "./segment/recompute.ts";
import { whatIf } from "./segment/what-if.ts";

const CUSTOMERS = 100_000;
const SEGMENTS = 50;
const RUNS = 3;
/** In which all of them are recomputed. */
const LIMIT_SECONDS = 60;
const PREVIEW_CUSTOMERS = 1_000_000;
const PREVIEW_LIMIT_MS = 1000;

type Measured = Awaited<ReturnType<typeof recompute>> & { machine: number };

/**
 * How long it takes until 50 segments that are published at once are in force in a shop of 100,000 customers, and how
 * long an editor waits for a preview in one of a million, of a condition and of a scoring model.
 */
export async function run({ runs = RUNS, say }: BenchOptions): Promise<BenchResult[]> {
  const dataDir = join(ROOT, ".kindling", "postgres", `bench-segment-${process.pid}`);
  const postgres = await startPostgres({ dataDir, database: "bench", size: "ample" });
  const pool = createPool({ connectionString: postgres.url, max: 4 });
  try {
    await migrate(postgres.url);
    const measured: Measured[] = [];
    for (let index = 1; index <= runs; index += 1) {
      say(`run ${index} of ${runs}: filling a shop`);
      const shop = await fillShop(pool, { customers: CUSTOMERS, seed: index });
      say("recomputing");
      const built = await recompute(pool, { ...shop, segments: SEGMENTS });
      const machine = await measureLimit(pool, { shopId: shop.shopId, rows: built.entries });
      measured.push({ ...built, machine });
      say(`${round(built.seconds)} s, ${built.entries} entries`);
    }
    say(`filling a shop of ${PREVIEW_CUSTOMERS} customers`);
    const large = await fillShop(pool, { customers: PREVIEW_CUSTOMERS, seed: 0 });
    say("previewing");
    const { milliseconds } = await preview(pool, large);
    say("scoring by other models");
    const scored = await whatIf(pool, large);
    const middle = (read: (one: Measured) => number): number => median(measured.map(read));
    const seconds = middle((one) => one.seconds);
    return [
      {
        name: "100,000 customers, 50 segments, in force after",
        value: seconds,
        unit: "s",
        limit: LIMIT_SECONDS,
      },
      {
        name: "of it the last transaction",
        value: middle((one) => one.swapSeconds),
        unit: "s",
        limit: null,
      },
      {
        name: "longest that scoring waits meanwhile",
        value: middle((one) => one.waitSeconds),
        unit: "s",
        limit: null,
      },
      {
        name: "of a core, the database's work left out",
        value: middle((one) => one.cpuSeconds),
        unit: "s",
        limit: null,
      },
      {
        name: "entries",
        value: middle((one) => one.entries),
        unit: "memberships",
        limit: null,
      },
      {
        name: "reading the same facts and writing as many rows, nothing else",
        value: middle((one) => one.machine),
        unit: "s",
        limit: null,
      },
      {
        name: "times the machine's own",
        value: middle((one) => one.seconds / one.machine),
        unit: "",
        limit: null,
      },
      {
        name: "preview at 1,000,000 customers, median",
        value: median(milliseconds),
        unit: "ms",
        limit: PREVIEW_LIMIT_MS,
      },
      {
        name: "preview at 1,000,000 customers, longest",
        value: round(Math.max(...milliseconds)),
        unit: "ms",
        limit: PREVIEW_LIMIT_MS,
      },
      {
        name: "another scoring model at 1,000,000 customers, median",
        value: median(scored.milliseconds),
        unit: "ms",
        limit: PREVIEW_LIMIT_MS,
      },
      {
        name: "another scoring model at 1,000,000 customers, longest",
        value: round(Math.max(...scored.milliseconds)),
        unit: "ms",
        limit: PREVIEW_LIMIT_MS,
      },
    ];
  } finally {
    await pool.end();
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
    rmSync(`${dataDir}.log`, { force: true });
  }
}
