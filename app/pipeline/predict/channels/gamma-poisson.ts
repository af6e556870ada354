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

/** A month, in a shop that is too small to say. */
const DEFAULT_WEEKS = 4;
/** So many weeks of customers count as much as this default: how they spread is known no better from fewer. */
const DEFAULT_EXPOSURE = 200;
const MIN_WEEKS = 1;
/** Where all customers seem alike: a quarter of a year of one's own weighs as much as the shop. */
const MAX_WEEKS = 13;

/**
 * The shop's rate and how far customers spread around it, by the method of moments for a gamma-Poisson mixture with
 * unequal exposure: of the spread that is seen, what chance alone would give is taken off. In a small shop the spread
 * itself is uncertain, and is drawn to a default. A shop in which it never happened gives the rate of half a time in
 * all its weeks.
 */
export function fitRatePrior(moments: RateMoments): RatePrior {
  const { customers, sumWeeks, sumWeeksSquared, sumDays, sumDaysSquaredByWeeks } = moments;
  const mean = (sumDays + 0.5) / (sumWeeks + 1);
  const rate = sumWeeks > 0 ? sumDays / sumWeeks : 0;
  if (!(rate > 0)) return { mean, weight: DEFAULT_WEEKS };
  const room = Math.max(0, sumWeeks - sumWeeksSquared / sumWeeks);
  const excess = sumDaysSquaredByWeeks - rate * rate * sumWeeks - rate * (customers - 1);
  const variance = (excess + (rate / DEFAULT_WEEKS) * DEFAULT_EXPOSURE) / (room + DEFAULT_EXPOSURE);
  const weight = variance > 0 ? rate / variance : MAX_WEEKS;
  return { mean, weight: Math.min(MAX_WEEKS, Math.max(MIN_WEEKS, weight)) };
}
