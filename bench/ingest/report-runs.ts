import { median, round, type BenchResult } from "../bench.ts";
import type { Load } from "./start-load.ts";

export const EVENTS_PER_BATCH = 20;

/** Shares of the limits to be reached. */
const LEAST = { batched: 0.5, single: 0.35, webhook: 0.12 };
const CALM_P99_MS = 50;
const WEBHOOK_P99_MS = 300;

export interface Measured extends Load {
  /** µs of a processor for each request that was answered, of the server and of PostgreSQL. */
  ofServer: number;
  ofDatabase: number;
  /** Requests that were answered with success and are not stored, or not once. */
  lost: number;
}

export interface Run {
  inserts: number;
  bare: Measured;
  batched: Measured;
  single: Measured;
  calm: Measured;
  webhook: Measured;
  manyShops: Measured;
}

/** Medians of all runs; of the shares the run in the middle. */
export function reportRuns(measured: Run[]): BenchResult[] {
  const middle = (read: (one: Run) => number): number => round(median(measured.map(read)));
  const watch = (name: string, unit: string, read: (one: Run) => number): BenchResult => ({
    ...{ name, value: middle(read), unit, limit: null },
  });
  /** Of the run in the middle by its share: the rate, and the machine's limit in that run. */
  const share = (
    name: keyof typeof LEAST,
    unit: string,
    read: (one: Run) => [number, number],
  ): BenchResult => {
    const shares = measured.map(read).toSorted(([a, most], [b, more]) => a / most - b / more);
    const [value = 0, limit = 0] = shares[Math.floor(shares.length / 2)] ?? [];
    return {
      ...{ name, value: round(value), unit, limit: round(limit) },
      bar: { least: LEAST[name] },
    };
  };
  const under = (name: string, limit: number, read: (one: Run) => number): BenchResult => ({
    ...{ name, value: middle(read), unit: "ms", limit },
  });
  const processors = (name: string, read: (one: Run) => Measured): BenchResult[] => [
    watch(`${name}, processor of the server`, "µs/request", (one) => read(one).ofServer),
    watch(`${name}, processor of PostgreSQL`, "µs/request", (one) => read(one).ofDatabase),
  ];
  const inAll = (name: string, read: (one: Measured) => number): BenchResult =>
    watch(name, "", ({ bare, batched, single, calm, webhook, manyShops }) =>
      [bare, batched, single, calm, webhook, manyShops].reduce((sum, each) => sum + read(each), 0),
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
    watch("single, each of another shop", "requests/s", (one) => one.manyShops.perSecond),
    ...processors("single, each of another shop", (one) => one.manyShops),
    inAll("requests refused", (one) => one.refused),
    inAll("requests answered and not stored once", (one) => one.lost),
  ];
}
