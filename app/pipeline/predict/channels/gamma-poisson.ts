/** Sums over customers who each did something `days` times in `weeks` weeks. They add up over parts of a shop. */
export interface RateMoments {
  customers: number;
  sumWeeks: number;
  sumWeeksSquared: number;
  sumDays: number;
  /** Of days * days / weeks. */
  sumDaysSquaredByWeeks: number;
}

/** How often a shop's customers do something, and how much alike they are. */
export interface RatePrior {
  /** Times a week. */
  mean: number;
  /** The prior weighs as much as so many weeks of a customer's own. */
  weight: number;
}

const MIN_CUSTOMERS = 20;
/** A month, in a shop that is too small to say. */
const DEFAULT_WEEKS = 4;
const MIN_WEEKS = 1;
/** Where all customers seem alike: a quarter of a year of one's own weighs as much as the shop. */
const MAX_WEEKS = 13;

/**
 * The shop's rate and how far customers spread around it, by the method of moments for a gamma-Poisson mixture with
 * unequal exposure: of the spread that is seen, what chance alone would give is taken off. A shop in which it never
 * happened gives the rate of a single time in all its weeks.
 */
export function fitRatePrior(moments: RateMoments): RatePrior {
  const { customers, sumWeeks, sumWeeksSquared, sumDays, sumDaysSquaredByWeeks } = moments;
  const mean = (sumDays + 0.5) / (sumWeeks + 1);
  const rate = sumWeeks > 0 ? sumDays / sumWeeks : 0;
  const room = sumWeeks > 0 ? sumWeeks - sumWeeksSquared / sumWeeks : 0;
  if (customers < MIN_CUSTOMERS || !(room > 0) || !(rate > 0))
    return { mean, weight: DEFAULT_WEEKS };
  const spread = sumDaysSquaredByWeeks - rate * rate * sumWeeks;
  const variance = (spread - rate * (customers - 1)) / room;
  const weight = variance > 0 ? rate / variance : MAX_WEEKS;
  return { mean, weight: Math.min(MAX_WEEKS, Math.max(MIN_WEEKS, weight)) };
}

/** The sums of customers, each given by how often in how many weeks. */
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
