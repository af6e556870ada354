import {
  fitBoostedTrees,
  predictBoostedTreesColumns,
} from "../app/pipeline/predict/learned/gradient-boosting.ts";
import { peakBytes } from "../app/operations/peak-bytes.ts";
import { fitLogisticRegression } from "../app/pipeline/predict/learned/logistic-regression.ts";
import { median, toMebibytes } from "./bench.ts";
import type { BenchOptions, BenchResult } from "./bench.ts";
import { drawTable } from "./fit/draw-table.ts";

const FEATURES = 40;
const RUNS = 1;
const SIZES = [
  { rows: 10_000, limitSeconds: 1.5 },
  { rows: 500_000, limitSeconds: 40 },
];
const MOST_MEMORY_MB = 1024;

/** What the learned models cost, by the processor's time: other work on the machine does not count. */
export function run({ runs = RUNS, say }: BenchOptions): Promise<BenchResult[]> {
  const results: BenchResult[] = [];
  for (const { rows, limitSeconds } of SIZES) {
    say(`${rows} rows of ${FEATURES} features`);
    const { columns, outcomes } = drawTable({ rows, features: FEATURES });
    const seconds = { trees: [] as number[], line: [] as number[], predict: [] as number[] };
    for (let run = 0; run < runs; run += 1) {
      let model = fitBoostedTrees({ columns, outcomes, loss: "logistic", rounds: 0 });
      seconds.trees.push(
        time(() => (model = fitBoostedTrees({ columns, outcomes, loss: "logistic" }))),
      );
      seconds.predict.push(time(() => predictBoostedTreesColumns(model, columns)));
      seconds.line.push(time(() => fitLogisticRegression({ columns, outcomes })));
    }
    const result = (name: string, value: number, limit: number | null): BenchResult => ({
      name: `${rows} rows: ${name}`,
      value,
      unit: "s",
      limit,
    });
    results.push(
      result("150 trees of 8 leaves", median(seconds.trees), limitSeconds),
      result("their predictions", median(seconds.predict), null),
      result("logistic regression", median(seconds.line), null),
    );
  }
  const memory = toMebibytes(peakBytes());
  results.push({
    name: "most memory, data included",
    value: memory,
    unit: "MB",
    limit: MOST_MEMORY_MB,
  });
  return Promise.resolve(results);
}

function time(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
