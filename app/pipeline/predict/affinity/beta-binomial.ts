/** Sums over customers who each did something `k` of `n` times. They add up over parts of a shop. */
export interface BinomialMoments {
  /** Customers with n above 0. */
  customers: number;
  sumN: number;
  sumNSquared: number;
  sumK: number;
  /** Of k * k / n. */
  sumKSquaredByN: number;
}

/** What a shop's customers do: a share on average, and how much alike they are. */
export interface SharePrior {
  /** 0 to 1. */
  mean: number;
  /** The prior weighs as much as so many observations of a customer's own. */
  weight: number;
}

/** What a prior weighs in a shop that is too small to say: as two orders, so that the third outweighs it. */
const DEFAULT_WEIGHT = 2;
/** How much alike the orders of one customer are under that weight: the correlation between two of them. */
const DEFAULT_ALIKE = 1 / (DEFAULT_WEIGHT + 1);
/** So many repeat orders of a shop count as much as this default: how alike they are is known no better from fewer. */
const DEFAULT_REPEATS = 50;
/** Even where all customers seem alike, thirty orders of one's own outweigh the shop. */
const MAX_WEIGHT = 30;
const MIN_WEIGHT = 1;

/**
 * The shop's share and how far customers spread around it, by the method of moments for counts of unequal size
 * (Kleinman 1973, with weights n): of the spread that is seen, what chance alone would give is taken off. In a small
 * shop the spread itself is uncertain, and is drawn to a default. A shop without observations gives a half with the
 * weight of two: nothing is known.
 */
export function fitSharePrior(moments: BinomialMoments): SharePrior {
  const { customers, sumN, sumNSquared, sumK, sumKSquaredByN } = moments;
  if (!(sumN > 0)) return { mean: 0.5, weight: DEFAULT_WEIGHT };
  // One of each is added, so that no share is ruled out for good.
  const mean = (sumK + 0.5) / (sumN + 1);
  const share = sumK / sumN;
  const chance = share * (1 - share);
  if (!(chance > 0)) return { mean, weight: DEFAULT_WEIGHT };
  const free = customers - 1;
  const room = Math.max(0, sumN - sumNSquared / sumN - free);
  const excess = (sumKSquaredByN - share * share * sumN) / chance - free;
  const alike = (excess + DEFAULT_ALIKE * DEFAULT_REPEATS) / (room + DEFAULT_REPEATS);
  const weight = alike > 0 ? 1 / alike - 1 : MAX_WEIGHT;
  return { mean, weight: Math.min(MAX_WEIGHT, Math.max(MIN_WEIGHT, weight)) };
}
