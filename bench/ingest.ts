import { rmSync } from "node:fs";
import { join } from "node:path";
import type pg from "pg";
import { saveInstalledShop } from "../app/db/shop.ts";
import { startEverything } from "../scripts/demo/start-everything.ts";
import { ROOT } from "../scripts/postgres/migrate.ts";
import type { BenchOptions, BenchResult } from "./bench.ts";
import { fillEvents } from "./ingest/fill-events.ts";
import { readDatabaseMs, readProcessorMs } from "./ingest/processor-time.ts";
import { EVENTS_PER_BATCH, reportRuns, type Measured, type Run } from "./ingest/report-runs.ts";
import { startBareServer } from "./ingest/start-bare-server.ts";
import { startLoad } from "./ingest/start-load.ts";
import { measureInserts } from "./machine/measure-inserts.ts";

const RUNS = 3;
const SECONDS = 8;
/** Of each kind, before anything counts: a process that was just started compiles what it runs. */
const WARM_SECONDS = 2;
const INSERT_SECONDS = 5;
const DOMAIN = "ingest.myshopify.com";
/**
 * As many as keep the app busy: five groups that are each worth a commit (raw-event-lanes.ts), one at the sender, one that is read,
 * two on their way to the disk, one that is answered. The bare server answers about as many with 32.
 */
const CONNECTIONS = 160;
/** Of batches: 62 of them fill what may wait of a shop, and others would be refused. */
const CONNECTIONS_OF_BATCHES = 32;
const CALM = 0.7;

/** Where every request is of another shop than the one before: none of a group's cost is shared. */
const MANY_SHOPS = 500;

/** A kind of request: of how many events, or a webhook; at which rate, or as fast as it is answered; of how many shops in turn. */
interface Kind {
  events: number | null;
  shops?: number;
  rate?: number;
  seconds?: number;
}

/**
 * What arrives and is durable before it is answered, against what the machine can do at most, measured in the same run: rows of
 * a multi-row insert (of which half is to be reached), and requests of one bare server of one process (0.35 of it with one event
 * a request, 0.12 with webhooks), as the app is one process.
 */
export async function run({
  runs = RUNS,
  customers = 0,
  say,
}: BenchOptions): Promise<BenchResult[]> {
  const name = `bench-ingest-${process.pid}`;
  const demo = await startEverything({
    name,
    domain: DOMAIN,
    port: 0,
    // What is still asked when its sender is gone fails at the end, and is nobody's loss.
    logLevel: "fatal",
    clock: "machine",
    size: "ample",
  });
  const bare = await startBareServer();
  try {
    const { devStore, pool, clientSecret } = demo;
    const shop = devStore.createShop({ domain: DOMAIN, plan: "plus", currency: "EUR" });
    await shop.installApp();
    const domains = [DOMAIN, ...(await installMany(pool, MANY_SHOPS - 1))];
    // What is measured is the way to the disk; what a worker makes of it is another bench.
    await demo.worker.stop();
    const now = devStore.clock.now();
    if (customers > 0) say(`what ${customers} customers sent before`);
    await fillEvents(pool, { domain: DOMAIN, customers, now });
    const app = { port: Number(new URL(demo.appUrl).port), pid: demo.web.pid() };
    let from = 0;
    const measure = async (server: typeof app, kind: Kind): Promise<Measured> => {
      const { events, rate = null, seconds = SECONDS, shops = 1 } = kind;
      await settle(pool);
      const before = await countStored(pool);
      const serverBefore = readProcessorMs(server.pid);
      const databaseBefore = await readDatabaseMs(pool);
      const load = await startLoad({
        ...{ port: server.port, domains: domains.slice(0, shops), clientSecret, events, from },
        ...{ at: devStore.clock.now(), seconds, rate },
        connections: events === EVENTS_PER_BATCH ? CONNECTIONS_OF_BATCHES : CONNECTIONS,
      });
      from += load.sent;
      const each = (ms: number): number => (ms * 1000) / load.answered;
      const ofServer = each(readProcessorMs(server.pid) - serverBefore);
      const ofDatabase = each((await readDatabaseMs(pool)) - databaseBefore);
      const stored = (await countStored(pool)) - before;
      return {
        ...load,
        ofServer,
        ofDatabase,
        lost: server === app ? Math.max(0, load.answered - stored) : 0,
      };
    };
    for (const events of [EVENTS_PER_BATCH, 1, null]) {
      await measure(app, { events, seconds: WARM_SECONDS });
      await measure(bare, { events, seconds: WARM_SECONDS });
    }
    const measured: Run[] = [];
    for (let index = 1; index <= runs; index += 1) {
      say(`run ${index} of ${runs}`);
      await settle(pool);
      const inserts = await measureInserts(pool, INSERT_SECONDS);
      const batched = await measure(app, { events: EVENTS_PER_BATCH });
      const plain = await measure(bare, { events: 1 });
      const single = await measure(app, { events: 1 });
      const calm = await measure(app, { events: 1, rate: CALM * single.perSecond });
      const webhook = await measure(app, { events: null });
      const manyShops = await measure(app, { events: 1, shops: MANY_SHOPS });
      measured.push({ inserts, bare: plain, batched, single, calm, webhook, manyShops });
    }
    return reportRuns(measured);
  } finally {
    bare.stop();
    await demo.stop();
    rmSync(join(ROOT, ".kindling", name), { recursive: true, force: true });
  }
}

/** Shops that sent nothing before, by our own hand: it is not their installation that is measured. */
async function installMany(pool: pg.Pool, count: number): Promise<string[]> {
  const domains = Array.from({ length: count }, (_, number) => `of-many-${number}.myshopify.com`);
  for (const domain of domains)
    await saveInstalledShop(pool, {
      ...{ domain, currency: "EUR", timezone: "UTC", plan: "Basic", now: Date.now() },
    });
  return domains;
}

/** What was written before goes to the disk before the next is measured, and not during it. */
async function settle(pool: pg.Pool): Promise<void> {
  await pool.query("CHECKPOINT");
}

async function countStored(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ stored: number }>(
    "SELECT count(*) AS stored FROM raw_event WHERE ingested_at IS NULL",
  );
  return rows[0]?.stored ?? 0;
}
