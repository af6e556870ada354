import type { RateMoments } from "../../app/pipeline/predict/channels/gamma-poisson.ts";

/** The sums of customers, each given by how often in how many weeks. In the product the database adds them up. */
export function sumRates(customers: Iterable<{ days: number; weeks: number }>): RateMoments {
  const sums = {
    customers: 0,
    sumWeeks: 0,
    sumWeeksSquared: 0,
    sumDays: 0,
    sumDaysSquaredByWeeks: 0,
  };
  for (const { days, weeks } of customers) {
    if (!(weeks > 0)) continue;
    sums.customers += 1;
    sums.sumWeeks += weeks;
    sums.sumWeeksSquared += weeks * weeks;
    sums.sumDays += days;
    sums.sumDaysSquaredByWeeks += (days * days) / weeks;
  }
  return sums;
}
