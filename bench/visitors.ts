import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { peakBytes } from "../app/operations/peak-bytes.ts";
import { evaluateEvents } from "../scripts/evaluate/evaluate-events.ts";
import { writeSimulatedLog } from "../test/support/visitors/write-log.ts";
import { median, round, toMebibytes } from "./bench.ts";
import type { BenchOptions, BenchResult } from "./bench.ts";

/** Some three million events of 170,000 visitors. */
const SHOP = { persons: 120_000, days: 120 };

/** What `npm run evaluate -- --events` takes for a log of three million events, and how well it does on it. */
export async function run({ runs = 1, say }: BenchOptions): Promise<BenchResult[]> {
  const folder = await mkdtemp(join(tmpdir(), "kindling-bench-"));
  const path = join(folder, "events.csv.gz");
  const wall: number[] = [];
  const cpu: number[] = [];
  let results: BenchResult[] = [];
  try {
    for (let seed = 1; seed <= runs; seed += 1) {
      await writeSimulatedLog(path, { seed, ...SHOP });
      const startedAt = performance.now();
      const used = process.cpuUsage();
      const { result } = await evaluateEvents({ file: { path }, cuts: [], seed }, say);
      wall.push((performance.now() - startedAt) / 1000);
      const { user, system } = process.cpuUsage(used);
      cpu.push((user + system) / 1e6);
      results = [
        { name: "events", value: result.log.events, unit: "", limit: null },
        ...result.results.flatMap(({ horizonHours, rows, champion, models }) =>
          models
            .filter(({ name }) => name === champion || name === "decayed-points")
            .map(({ name, auc }) => ({
              name: `AUC of ${name}, ${horizonHours} h, ${rows}`,
              value: round(auc ?? 0),
              unit: "",
              limit: null,
            })),
        ),
      ];
      say(`run ${seed} of ${runs}`);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return [
    { name: "time of the clock", value: median(wall), unit: "s", limit: null },
    { name: "time of processors", value: median(cpu), unit: "s", limit: null },
    {
      name: "largest memory",
      value: toMebibytes(peakBytes()),
      unit: "MiB",
      limit: 2048,
    },
    ...results,
  ];
}
