import { median, mostMemory, round, toMebibytes, type BenchResult } from "../bench.ts";
import type { Fitted } from "../workers/start-fit.ts";
import type { measureLimit } from "./measure-limit.ts";
import type { passMidnight, Recomputed } from "./recompute.ts";

/** Times copying the roll-up out and writing all profiles back. */
const MOST_TIMES = 3;
const REPLAY_LIMIT = 100_000;

export interface Run {
  limit: Awaited<ReturnType<typeof measureLimit>>;
  again: Recomputed;
  midnight: Awaited<ReturnType<typeof passMidnight>>;
}

/** What was measured, as the rows of the result; of several runs the median. */
export function reportScore(told: {
  customers: number;
  first: Recomputed;
  measured: Run[];
  fitted: Fitted;
  replays: number[];
  workerBytes: number;
}): BenchResult[] {
  const { customers, measured, fitted, workerBytes } = told;
  const middle = (read: (one: Run) => number): number => round(median(measured.map(read)));
  const limit = middle((one) => one.limit.copySeconds + one.limit.writeSeconds);
  const timed = (name: string, read: (one: Run) => Recomputed): BenchResult[] => [
    {
      ...{ name, value: middle((one) => read(one).seconds), unit: "s", limit },
      bar: { most: MOST_TIMES },
    },
    watch("… a customer", (middle((one) => read(one).seconds) / customers) * 1e6, "µs"),
    watch(
      "… of it of the workers",
      (middle((one) => read(one).cpuSeconds) / customers) * 1e6,
      "µs of a core",
    ),
  ];
  return [
    ...timed("recompute", (one) => one.again),
    ...timed("midnight", (one) => one.midnight),
    watch(
      "… of it until the day's benchmarks stand",
      middle((one) => one.midnight.benchmarkSeconds),
      "s",
    ),
    watch(
      "copying the roll-up out",
      middle((one) => one.limit.copySeconds),
      "s",
    ),
    watch(
      "writing the profiles back",
      middle((one) => one.limit.writeSeconds),
      "s",
    ),
    watch("the first time, when everybody enters", told.first.seconds, "s"),
    watch("fitting the predictions", fitted.seconds, "s"),
    watch("… of its own", fitted.cpuSeconds, "s of a core"),
    mostMemory([workerBytes, fitted.peakBytes]),
    watch("… of a worker", toMebibytes(workerBytes), "MiB"),
    watch("… of the fit", toMebibytes(fitted.peakBytes), "MiB"),
    {
      ...{ name: "replay", value: median(told.replays), unit: "events/s of a core" },
      ...{ limit: REPLAY_LIMIT, bar: { least: 1 } },
    },
  ];
}

const watch = (name: string, value: number, unit: string): BenchResult => ({
  ...{ name, value: round(value), unit, limit: null },
});
