import { findSharedData } from "../test/support/shared-data.ts";
import type { BenchOptions, BenchResult } from "./bench.ts";
import { measureLargeShop } from "./purchase-models/large-shop.ts";
import { measureSmallShops } from "./purchase-models/small-shops.ts";
import { splitHistory } from "./purchase-models/split-history.ts";

/** As many shops of each size. */
const RUNS = 60;
const FILE = "cdnow_sample.csv.gz";
const CUT = Date.UTC(1997, 9, 1);
const WEEKS = 39;

/** What the models of repeat purchase predict where there is little to learn from, and cost where there is much. */
export async function run({ runs = RUNS, say }: BenchOptions): Promise<BenchResult[]> {
  const large = measureLargeShop(say);
  const file = findSharedData(FILE);
  if (file === undefined) {
    say(`The small shops are left out: ${FILE} is not on this machine`);
    return large;
  }
  const customers = await splitHistory({ file, cut: CUT, weeks: WEEKS });
  return [...measureSmallShops({ customers, weeks: WEEKS, draws: runs, say }), ...large];
}
