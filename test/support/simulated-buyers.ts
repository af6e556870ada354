import { drawExponential } from "./draw-exponential.ts";
import { seedRandom } from "../../app/pipeline/predict/numeric/random.ts";
import type { CustomerHistory } from "../../app/pipeline/predict/features/customer-history.ts";
import { DAY_MS } from "../../app/pipeline/shared/time.ts";

/**
 * Customers who arrive over a third of the time, buy at random at a rate of their own, and leave at random: what
 * the models of repeat purchase take shops to be.
 */
export function simulateBuyers(input: {
  customers: number;
  seed: number;
  startsAt: number;
  days: number;
}): CustomerHistory[] {
  const { customers, seed, startsAt, days } = input;
  const random = seedRandom(seed);
  return Array.from({ length: customers }, (_, index) => {
    const ratePerDay = 0.002 + 0.04 * random() ** 3;
    const endsAt = days * Math.min(1, random() * 2);
    const orders = [];
    let day = (days / 3) * random();
    const first = day;
    while (orders.length === 0 || day - first < endsAt) {
      if (day >= days) break;
      orders.push({
        orderId: `${index}-${orders.length}`,
        placedAt: startsAt + Math.floor(day * DAY_MS),
        totalMinor: Math.round(1000 + 9000 * random()),
        cancelledAt: null,
        refunds: [],
        pieces: 1 + Math.floor(3 * random()),
        products: [`p${Math.floor(20 * random())}`],
        discountMinor: random() < 0.2 ? 100 : 0,
      });
      day += drawExponential(ratePerDay, random);
    }
    return { customerId: String(index), orders, rows: [] };
  });
}
