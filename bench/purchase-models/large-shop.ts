import { drawGamma, drawPoisson } from "../../app/pipeline/predict/numeric/draws.ts";
import { seedRandom } from "../../app/pipeline/predict/numeric/random.ts";
import { fitPurchases } from "../../app/pipeline/predict/purchase-models/fit-purchases.ts";
import { PURCHASE_MODELS } from "../../app/pipeline/predict/purchase-models/fitted-purchases.ts";
import { groupHistories } from "../../app/pipeline/predict/purchase-models/grouped-histories.ts";
import { purchasePredictor } from "../../app/pipeline/predict/purchase-models/predict-purchases.ts";
import { predictTotal } from "../../app/pipeline/predict/purchase-models/predict-total.ts";
import type { RepeatHistory } from "../../app/pipeline/predict/purchase-models/repeat-history.ts";
import { round } from "../bench.ts";
import type { BenchResult } from "../bench.ts";

const CUSTOMERS = 100_000;
const WEEKS = 13;
const FIT_LIMIT_SECONDS = 10;

/** What the models cost a shop of 100,000 customers who came over three years; seconds of the processor, not of the clock. */
export function measureLargeShop(say: (text: string) => void): BenchResult[] {
  const results: BenchResult[] = [];
  const time = <T>(name: string, limit: number | null, work: () => T): T => {
    const before = process.cpuUsage();
    const result = work();
    const { user, system } = process.cpuUsage(before);
    results.push({ name, value: round((user + system) / 1e6), unit: "s", limit });
    say(name);
    return result;
  };
  const random = seedRandom(3);
  const shop = simulateShop(CUSTOMERS, random);
  const histories = time("100,000 customers: grouping", null, () => groupHistories(shop));
  for (const name of PURCHASE_MODELS) {
    const label = `100,000 customers, ${name}`;
    const fitted = time(`${label}: fit`, FIT_LIMIT_SECONDS, () => fitPurchases(name, histories));
    time(`${label}: prediction of each`, null, () => {
      const predict = purchasePredictor(fitted);
      for (const history of shop) predict(history).expected(WEEKS);
    });
    time(`${label}: interval of the total`, null, () =>
      predictTotal(fitted, { histories, weeks: WEEKS, random }),
    );
  }
  return results;
}

/** Customers who came over three years. */
export const simulateShop = (customers: number, random: () => number): RepeatHistory[] =>
  Array.from({ length: customers }, () => simulateCustomer(random));

/** Leaves at some time, and buys until then at a rate of their own; purchases of one day are one. */
function simulateCustomer(random: () => number): RepeatHistory {
  const observedDays = Math.ceil(random() * 1095);
  const activeDays = Math.min(observedDays, 84 * Math.expm1(-Math.log(random()) / 0.7));
  const rate = drawGamma(0.6, random) / 70;
  const days = new Set<number>();
  for (let left = drawPoisson(rate * activeDays, random); left > 0; left -= 1)
    days.add(1 + Math.floor(random() * activeDays));
  const lastDay = Math.min(observedDays, Math.max(0, ...days));
  return { repeats: days.size, lastAge: lastDay / 7, observed: observedDays / 7 };
}
