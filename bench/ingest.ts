import { rmSync } from "node:fs";
import { join } from "node:path";
import { startEverything } from "../scripts/demo/start-everything.ts";
import { ROOT } from "../scripts/postgres/migrate.ts";
import { median, percentile, round, type BenchOptions, type BenchResult } from "./bench.ts";
import { fillEvents } from "./ingest/fill-events.ts";
import { generateLoad, type Load } from "./ingest/load-generator.ts";
import { measureInserts } from "./ingest/measure-inserts.ts";
import { createRequests } from "./ingest/requests.ts";
import { startBareServer } from "./ingest/start-bare-server.ts";

const RUNS = 3;
const SECONDS = 8;
const DOMAIN = "ingest.myshopify.com";
const EVENTS_PER_BATCH = 20;
const CALM = 0.7;

const CALM_P99_MS = 50;
const WEBHOOK_P99_MS = 300;

interface Run {
  inserts: number;
  bare: number;
  batched: number;
  single: number;
  calmP99: number;
  webhook: number;
  webhookP99: number;
  refused: number;
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
  const demo = await startEverything({ name, domain: DOMAIN, port: 0, logLevel: "error" });
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
    const port = Number(new URL(demo.appUrl).port);
    const requests = createRequests({ domain: DOMAIN, clientSecret, clock: devStore.clock });
    const measured: Run[] = [];
    for (let index = 1; index <= runs; index += 1) {
      say(`run ${index} of ${runs}`);
      const load = (next: () => Buffer, at: { port: number; rate?: number } = { port }) =>
        generateLoad({ ...at, seconds: SECONDS, next });
      const inserts = await measureInserts(pool);
      const plain = await load(requests.batch(1), { port: bare.port });
      const batched = await load(requests.batch(EVENTS_PER_BATCH));
      const single = await load(requests.batch(1));
      const calm = await load(requests.batch(1), { port, rate: CALM * single.requestsPerSecond });
      const webhook = await load(requests.webhook());
      const all = [batched, single, calm, webhook];
      measured.push({
        inserts,
        bare: plain.requestsPerSecond,
        batched: batched.requestsPerSecond * EVENTS_PER_BATCH,
        single: single.requestsPerSecond,
        calmP99: percentile(calm.latencies, 0.99),
        webhook: webhook.requestsPerSecond,
        webhookP99: percentile(webhook.latencies, 0.99),
        refused: all.reduce((sum, each) => sum + countRefused(each), 0),
      });
    }
    return report(measured);
  } finally {
    bare.stop();
    await demo.stop();
    rmSync(join(ROOT, ".kindling", name), { recursive: true, force: true });
  }
}

const countRefused = ({ refused }: Load): number =>
  [...refused.values()].reduce((sum, count) => sum + count, 0);

function report(measured: Run[]): BenchResult[] {
  const middle = (read: (one: Run) => number): number => round(median(measured.map(read)));
  const rate = (name: string, read: (one: Run) => number, unit: string): BenchResult => ({
    ...{ name, value: middle(read), unit, limit: null },
  });
  /** Of the run in the middle by its share: the rate, and the machine's limit in that run. */
  const share = (name: string, unit: string, read: (one: Run) => [number, number]): BenchResult => {
    const shares = measured.map(read).toSorted(([a, most], [b, more]) => a / most - b / more);
    const [value = 0, limit = 0] = shares[Math.floor(shares.length / 2)] ?? [];
    return { name, value: round(value), unit, limit: round(limit) };
  };
  const under = (name: string, read: (one: Run) => number, limit: number): BenchResult => ({
    ...{ name, value: middle(read), unit: "ms", limit },
  });
  return [
    rate("rows of a multi-row insert", (one) => one.inserts, "/s"),
    rate("requests of a bare server", (one) => one.bare, "/s"),
    share("batched", "events/s", (one) => [one.batched, one.inserts]),
    share("single", "requests/s", (one) => [one.single, one.bare]),
    under("single, p99 at 70 % of it", (one) => one.calmP99, CALM_P99_MS),
    share("webhook", "requests/s", (one) => [one.webhook, one.bare]),
    under("webhook, p99 at saturation", (one) => one.webhookP99, WEBHOOK_P99_MS),
    rate("requests refused", (one) => one.refused, ""),
  ];
}
