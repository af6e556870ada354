import { rmSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startEverything, type RunningDemo } from "../scripts/demo/start-everything.ts";
import { median, percentile, round, type BenchOptions, type BenchResult } from "./bench.ts";
import { openShop } from "./live/open-shop.ts";
import { planTraffic } from "./live/plan-traffic.ts";
import { sendTraffic, type Sent } from "./live/send-traffic.ts";
import { watchArrivals } from "./live/watch-arrivals.ts";

const RUNS = 1;
/** In which customers meet the condition; the traffic begins ten seconds earlier. */
const SECONDS = 60;
const MEMBERSHIP_LIMIT_MS = 2000;
const TAG_LIMIT_MS = 10_000;
/** Who has no tag so long after the last batch does not get one. */
const GIVE_UP_MS = 120_000;
const POLL_MS = 100;
const DOMAIN = "live.myshopify.com";

/**
 * How long it takes at 200 events a second from the answer to the batch that decides until a customer is in a segment,
 * and until the tag stands in Shopify. The whole app runs, with web, worker and PostgreSQL on one machine with the
 * dev store and the sender.
 */
export async function run({ runs = RUNS, say }: BenchOptions): Promise<BenchResult[]> {
  const measured: Measured[] = [];
  for (let index = 1; index <= runs; index += 1) {
    say(`run ${index} of ${runs}`);
    measured.push(await measure(index, say));
  }
  const middle = (read: (one: Measured) => number): number => round(median(measured.map(read)));
  const watched = (name: string, unit: string, value: number): BenchResult => ({
    ...{ name, value, unit, limit: null },
  });
  return [
    watched(
      "events accepted",
      "/s",
      middle((one) => one.eventsPerSecond),
    ),
    watched(
      "batches refused",
      "",
      middle((one) => one.refused),
    ),
    watched(
      "batches not ingested when the last was answered",
      "",
      middle((one) => one.waiting),
    ),
    watched(
      "customers who met the condition",
      "",
      middle((one) => one.membershipMs.length),
    ),
    watched(
      "tags written",
      "/s",
      middle((one) => one.tagsPerSecond),
    ),
    ...tellWaits("to the membership", {
      waits: measured.flatMap((one) => one.membershipMs),
      limit: MEMBERSHIP_LIMIT_MS,
    }),
    ...tellWaits("to the tag in Shopify", {
      waits: measured.flatMap((one) => one.tagMs),
      limit: TAG_LIMIT_MS,
    }),
  ];
}

function tellWaits(name: string, told: { waits: number[]; limit: number }): BenchResult[] {
  const { waits, limit } = told;
  return [
    { name: `${name}, median`, value: round(median(waits)), unit: "ms", limit: null },
    { name: `${name}, p95`, value: round(percentile(waits, 0.95)), unit: "ms", limit },
    { name: `${name}, longest`, value: round(Math.max(...waits)), unit: "ms", limit: null },
  ];
}

interface Measured extends Sent {
  waiting: number;
  tagsPerSecond: number;
  /** Of each customer, from the answer. */
  membershipMs: number[];
  tagMs: number[];
}

async function measure(seed: number, say: (text: string) => void): Promise<Measured> {
  const name = `bench-live-${process.pid}`;
  const demo = await startEverything({ name, domain: DOMAIN, port: 0, logLevel: "fatal" });
  try {
    const open = await openShop(demo, DOMAIN);
    const batches = planTraffic({ ...open, seed, seconds: SECONDS });
    say(`  sending ${batches.length} batches, load ${loadavg().map(round).join(" ")}`);
    const arrivals = watchArrivals({ ...open, pool: demo.pool });
    const acceptedAt = new Map<string, number>();
    const startedAt = demo.devStore.clock.now();
    const sent = await sendTraffic(readTarget(demo), batches, (customerId, at) =>
      acceptedAt.set(customerId, at),
    );
    const rate = await look(demo, { ...open, since: startedAt });
    const deadline = performance.now() + GIVE_UP_MS;
    const isMissing = (id: string): boolean => !arrivals.tagged.has(id);
    while ([...acceptedAt.keys()].some(isMissing) && performance.now() < deadline)
      await sleep(POLL_MS);
    await arrivals.stop();
    say(`  done, load ${loadavg().map(round).join(" ")}`);
    const missing = [...acceptedAt.keys()].filter(isMissing).length;
    if (missing > 0) throw new Error(`${missing} customers never got the tag`);
    const since = (seen: ReadonlyMap<string, number>): number[] =>
      [...acceptedAt].map(([id, at]) => Number(seen.get(id)) - at);
    return {
      ...sent,
      ...rate,
      membershipMs: since(arrivals.members),
      tagMs: since(arrivals.tagged),
    };
  } finally {
    await demo.stop();
    rmSync(join(import.meta.dirname, "../.kindling", name), { recursive: true, force: true });
  }
}

function readTarget({ devStore }: RunningDemo) {
  const { SHOPIFY_APP_URL: appUrl = "", SHOPIFY_API_SECRET: clientSecret = "" } = devStore.appEnv();
  return { appUrl, clientSecret, domain: DOMAIN, clock: devStore.clock };
}

/** What was still waiting at this moment, and how many tags were written a second since an instant. */
async function look(
  { pool, devStore }: RunningDemo,
  { shopId, since }: { shopId: number; since: number },
): Promise<{ waiting: number; tagsPerSecond: number }> {
  const { rows } = await pool.query<{ waiting: number; written: number }>(
    `SELECT (SELECT count(*) FROM raw_event WHERE shop_id = $1 AND ingested_at IS NULL) AS waiting,
       (SELECT count(*) FROM tag_write WHERE shop_id = $1 AND written_at >= $2) AS written`,
    [shopId, new Date(since)],
  );
  const { waiting = 0, written = 0 } = rows[0] ?? {};
  return { waiting, tagsPerSecond: written / ((devStore.clock.now() - since) / 1000) };
}
