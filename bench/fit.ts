import { peakBytes } from "../app/operations/peak-bytes.ts";
import { learnPurchases } from "../app/pipeline/predict/purchase/learn-purchases.ts";
import { DAY_MS } from "../app/pipeline/shared/time.ts";
import { simulateBuyers } from "../test/support/simulated-buyers.ts";
import { median, toMebibytes } from "./bench.ts";
import type { BenchOptions, BenchResult } from "./bench.ts";
import { measureModels } from "./fit/measure-models.ts";

const CUSTOMERS = 100_000;
const DAYS = 365;
const HORIZON_DAYS = 90;
const RUNS = 3;

/**
 * What it takes to learn who buys within 90 days in a shop of 100,000 customers, trials of all models included; and what
 * single models take.
 */
export function run({ runs = RUNS, say }: BenchOptions): Promise<BenchResult[]> {
  const startsAt = Date.UTC(2025, 0, 1);
  const histories = simulateBuyers({ customers: CUSTOMERS, seed: 1, startsAt, days: DAYS });
  const seconds: number[] = [];
  for (let done = 0; done < runs; done += 1) {
    const before = process.cpuUsage();
    learnPurchases({
      histories,
      asOf: startsAt + DAYS * DAY_MS,
      horizonMs: HORIZON_DAYS * DAY_MS,
      stopwatch: () => performance.now() / 1000,
    });
    const { user, system } = process.cpuUsage(before);
    seconds.push((user + system) / 1e6);
    say(`${done + 1} of ${runs} fits`);
  }
  return Promise.resolve([
    { name: "fit, of a core", value: median(seconds), unit: "s", limit: 60 },
    {
      name: "most memory, the customers with it",
      value: toMebibytes(peakBytes()),
      unit: "MiB",
      limit: 1024,
    },
    ...measureModels(runs, say),
  ]);
}
