import { rmSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startEverything } from "../scripts/demo/start-everything.ts";
import { ROOT } from "../scripts/postgres/migrate.ts";
import { percentile, round, type BenchOptions, type BenchResult } from "./bench.ts";
import { startFlood } from "./fairness/start-flood.ts";
import { visitQuietly, type Waits } from "./fairness/visit-quietly.ts";
import { openShop } from "./live/open-shop.ts";

const QUIET = "quiet.myshopify.com";
const BUSY = "busy.myshopify.com";
/** Requests a second of the shop that is measured, and how many times as many the other one sends. */
const PER_SECOND = 4;
const TIMES = 100;
const SECONDS = 25;
/** The flood runs already when the first visit comes, and still when the last one is scored. */
const LEAD_SECONDS = 3;
const TRAIL_SECONDS = 4;
/** By how much the other shop may slow this one's p95. */
const MOST_RATIO = 2;
const RUNS = 3;

/**
 * Whether a shop with a hundred times the load slows another: how long a quiet shop's requests and scores take alone, and
 * beside the flood, in each run. What is told is of the visits of all runs together. One web process, one worker and PostgreSQL share the machine with both senders.
 */
export async function run({ runs = RUNS, say }: BenchOptions): Promise<BenchResult[]> {
  const name = `bench-fairness-${process.pid}`;
  const demo = await startEverything({ name, domain: QUIET, port: 0, logLevel: "fatal" });
  try {
    const open = await openShop(demo, QUIET);
    await openShop(demo, BUSY);
    const alone: Waits = { accept: [], member: [] };
    const beside: Waits = { accept: [], member: [] };
    const floods: { requestsPerSecond: number; refused: number }[] = [];
    const ids = [...open.customerIds];
    const visits = () => ({
      ...{ domain: QUIET, open, perSecond: PER_SECOND },
      customerIds: ids.splice(0, PER_SECOND * SECONDS),
    });
    for (let index = 1; index <= runs; index += 1) {
      say(`run ${index} of ${runs}: alone, load ${loadavg().map(round).join(" ")}`);
      add(alone, await visitQuietly(demo, visits()));
      say(`  beside ${PER_SECOND * TIMES} requests a second of another shop`);
      const flood = startFlood({
        ...{ port: Number(new URL(demo.appUrl).port), domain: BUSY },
        ...{ clientSecret: demo.clientSecret, rate: PER_SECOND * TIMES },
        seconds: LEAD_SECONDS + SECONDS + TRAIL_SECONDS,
      });
      await sleep(LEAD_SECONDS * 1000);
      add(beside, await visitQuietly(demo, visits()));
      floods.push(await flood);
      say(`  done, load ${loadavg().map(round).join(" ")}`);
    }
    return [
      ...tell("accepted", alone.accept, beside.accept),
      ...tell("scored", alone.member, beside.member),
      watch("busy shop, requests", Math.min(...floods.map((one) => one.requestsPerSecond)), "/s"),
      watch("busy shop, refused", Math.max(...floods.map((one) => one.refused)), ""),
    ];
  } finally {
    await demo.stop();
    rmSync(join(ROOT, ".kindling", name), { recursive: true, force: true });
  }
}

function add(all: Waits, more: Waits): void {
  all.accept.push(...more.accept);
  all.member.push(...more.member);
}

const watch = (name: string, value: number, unit: string): BenchResult => ({
  ...{ name, value: round(value), unit, limit: null },
});

function tell(name: string, alone: number[], beside: number[]): BenchResult[] {
  const [p95Alone, p95Beside] = [percentile(alone, 0.95), percentile(beside, 0.95)];
  return [
    watch(`${name} alone, median`, percentile(alone, 0.5), "ms"),
    watch(`${name} alone, p95`, p95Alone, "ms"),
    watch(`${name} beside, median`, percentile(beside, 0.5), "ms"),
    watch(`${name} beside, p95`, p95Beside, "ms"),
    { name, value: round(p95Beside / p95Alone), unit: "x the p95 alone", limit: MOST_RATIO },
  ];
}
