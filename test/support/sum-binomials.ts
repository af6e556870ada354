import type { BinomialMoments } from "../../app/pipeline/predict/affinity/beta-binomial.ts";

/**
 * The sums of customers, each given by how often of how many times; those of no times are left out. In the product the
 * database adds them up.
 */
export function sumBinomials(customers: Iterable<{ k: number; n: number }>): BinomialMoments {
  const sums = { customers: 0, sumN: 0, sumNSquared: 0, sumK: 0, sumKSquaredByN: 0 };
  for (const { k, n } of customers) {
    if (n === 0) continue;
    sums.customers += 1;
    sums.sumN += n;
    sums.sumNSquared += n * n;
    sums.sumK += k;
    sums.sumKSquaredByN += (k * k) / n;
  }
  return sums;
}
