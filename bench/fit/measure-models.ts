import { fitBoostedTrees } from "../../app/pipeline/predict/learned/gradient-boosting.ts";
import { fitLogisticRegression } from "../../app/pipeline/predict/learned/logistic-regression.ts";
import { seedRandom } from "../../app/pipeline/predict/numeric/random.ts";
import { fitPurchases } from "../../app/pipeline/predict/purchase-models/fit-purchases.ts";
import { groupHistories } from "../../app/pipeline/predict/purchase-models/grouped-histories.ts";
import { median } from "../bench.ts";
import type { BenchResult } from "../bench.ts";
import { simulateShop } from "../purchase-models/large-shop.ts";
import { drawTable } from "./draw-table.ts";

const CUSTOMERS = 100_000;
const ROWS = 200_000;
const FEATURES = 20;
const TREES = { rounds: 100, maxLeaves: 31 };

/** Seconds of a core, which is what each of these may take of a worker that has other shops to serve. */
const LIMITS = { purchases: 3, logistic: 3, trees: 15 };

/** What each model alone takes on a table of the size that its limit is for. */
export function measureModels(runs: number, say: (text: string) => void): BenchResult[] {
  const shop = simulateShop(CUSTOMERS, seedRandom(3));
  const table = drawTable({ rows: ROWS, features: FEATURES });
  const measure = (name: string, limit: number, fit: () => unknown): BenchResult => {
    const seconds = Array.from({ length: runs }, () => time(fit));
    say(name);
    return { name, value: median(seconds), unit: "s", limit };
  };
  return [
    measure("BG/NBD, 100,000 customers", LIMITS.purchases, () =>
      fitPurchases("bg-nbd", groupHistories(shop)),
    ),
    measure("logistic regression, 200,000 x 20", LIMITS.logistic, () =>
      fitLogisticRegression(table),
    ),
    measure("100 trees of 31 leaves, 200,000 x 20", LIMITS.trees, () =>
      fitBoostedTrees({ ...table, ...TREES, loss: "logistic" }),
    ),
  ];
}

function time(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
