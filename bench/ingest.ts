import { rmSync } from "node:fs";
import { join } from "node:path";
import type pg from "pg";
import { startEverything } from "../scripts/demo/start-everything.ts";
import { ROOT } from "../scripts/postgres/migrate.ts";
import { median, round, type BenchOptions, type BenchResult } from "./bench.ts";
import { fillEvents } from "./ingest/fill-events.ts";
import { measureInserts } from "./ingest/measure-inserts.ts";
import { readDatabaseMs, readProcessorMs } from "./ingest/processor-time.ts";
import { startBareServer } from "./ingest/start-bare-server.ts";
import { startLoad, type Load } from "./ingest/start-load.ts";

const RUNS = 3;
const SECONDS = 8;
/** Of each kind, before anything counts: a process that was just started compiles what it runs. */
const WARM_SECONDS = 2;
const DOMAIN = "ingest.myshopify.com";
const EVENTS_PER_BATCH = 20;
/**
 * As many as keep the app busy: five groups that are each worth a commit (raw-event-lanes.ts), one at the sender, one that is read,
 * two on their way to the disk, one that is answered. The bare server answers about as many with 32.
 */
const CONNECTIONS = 160;
/** Of batches: 62 of them fill what may wait of a shop, and others would be refused. */
const CONNECTIONS_OF_BATCHES = 32;
const CALM = 0.7;

const CALM_P99_MS = 50;
const WEBHOOK_P99_MS = 300;

/** A kind of request: of how many events, or a webhook; at which rate, or as fast as it is answered. */
interface Kind {
  events: number | null;
  rate?: number;
  seconds?: number;
}

interface Measured extends Load {
  /** µs of a processor for each request that was answered, of the server and of PostgreSQL. */
  ofServer: number;
  ofDatabase: number;
  /** Requests that were answered with success and are not stored, or not once. */
  lost: number;
}

interface Run {
  inserts: number;
  bare: Measured;
  batched: Measured;
  single: Measured;
  calm: Measured;
  webhook: Measured;
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
    logLevel: "error",
    clock: "machine",
    size: "ample",
  });
  const bare = await startBareServer();
  try {
    const { devStore, pool, clientSecret } = demo;
    const shop = devStore.createShop({ domain: DOMAIN, plan: "plus", currency: "EUR" });
    await shop.installApp();
    // What is measured is the way to the disk; what a worker makes of it is another bench.
    await demo.worker.stop();
    const now = devStore.clock.now();
    if (customers > 0) say(`what ${customers} customers sent before`);
    await fillEvents(pool, { domain: DOMAIN, customers, now });
    const app = { port: Number(new URL(demo.appUrl).port), pid: demo.web.pid() };
    let from = 0;
    const measure = async (server: typeof app, kind: Kind): Promise<Measured> => {
      const { events, rate = null, seconds = SECONDS } = kind;
      await settle(pool);
      const before = await countStored(pool);
      const serverBefore = readProcessorMs(server.pid);
      const databaseBefore = await readDatabaseMs(pool);
      const load = await startLoad({
        ...{ port: server.port, domain: DOMAIN, clientSecret, events, from },
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
      const inserts = await measureInserts(pool);
      const batched = await measure(app, { events: EVENTS_PER_BATCH });
      const plain = await measure(bare, { events: 1 });
      const single = await measure(app, { events: 1 });
      const calm = await measure(app, { events: 1, rate: CALM * single.perSecond });
      const webhook = await measure(app, { events: null });
      measured.push({ inserts, bare: plain, batched, single, calm, webhook });
    }
    return report(measured);
  } finally {
    bare.stop();
    await demo.stop();
    rmSync(join(ROOT, ".kindling", name), { recursive: true, force: true });
  }
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

function report(measured: Run[]): BenchResult[] {
  const middle = (read: (one: Run) => number): number => round(median(measured.map(read)));
  const watch = (name: string, unit: string, read: (one: Run) => number): BenchResult => ({
    ...{ name, value: middle(read), unit, limit: null },
  });
  /** Of the run in the middle by its share: the rate, and the machine's limit in that run. */
  const share = (name: string, unit: string, read: (one: Run) => [number, number]): BenchResult => {
    const shares = measured.map(read).toSorted(([a, most], [b, more]) => a / most - b / more);
    const [value = 0, limit = 0] = shares[Math.floor(shares.length / 2)] ?? [];
    return { name, value: round(value), unit, limit: round(limit) };
  };
  const under = (name: string, limit: number, read: (one: Run) => number): BenchResult => ({
    ...{ name, value: middle(read), unit: "ms", limit },
  });
  const processors = (name: string, read: (one: Run) => Measured): BenchResult[] => [
    watch(`${name}, processor of the server`, "µs/request", (one) => read(one).ofServer),
    watch(`${name}, processor of PostgreSQL`, "µs/request", (one) => read(one).ofDatabase),
  ];
  const inAll = (name: string, read: (one: Measured) => number): BenchResult =>
    watch(name, "", ({ bare, batched, single, calm, webhook }) =>
      [bare, batched, single, calm, webhook].reduce((sum, each) => sum + read(each), 0),
    );
  return [
    watch("rows of a multi-row insert", "/s", (one) => one.inserts),
    watch("requests of a bare server", "/s", (one) => one.bare.perSecond),
    watch("bare server, processor", "µs/request", (one) => one.bare.ofServer),
    watch("bare server, processor of the sender", "µs/request", (one) => one.bare.processor),
    share("batched", "events/s", (one) => [one.batched.perSecond * EVENTS_PER_BATCH, one.inserts]),
    ...processors("batched", (one) => one.batched),
    share("single", "requests/s", (one) => [one.single.perSecond, one.bare.perSecond]),
    ...processors("single", (one) => one.single),
    under("single, p99 at 70 % of it", CALM_P99_MS, (one) => one.calm.p99),
    share("webhook", "requests/s", (one) => [one.webhook.perSecond, one.bare.perSecond]),
    ...processors("webhook", (one) => one.webhook),
    under("webhook, p99 at saturation", WEBHOOK_P99_MS, (one) => one.webhook.p99),
    inAll("requests refused", (one) => one.refused),
    inAll("requests answered and not stored once", (one) => one.lost),
  ];
}
