/** How many of a whole something holds for. */
export interface Estimate {
  count: number;
  /** From where to where the true number lies in 95 of 100 samples; both the count where everybody was asked. */
  low: number;
  high: number;
}

/** Of a normal distribution: 95 % lie within so many standard deviations. */
const Z = 1.959964;

/**
 * The number of a whole for whom something holds, by those of a uniform sample for whom it does. The interval is
 * Wilson's (Wilson, 1927, "Probable inference, the law of succession, and statistical inference"), which stays
 * within the whole and does not collapse where nobody or everybody of the sample fits, with the sample's size grown
 * by the finite population correction: a sample of nearly everybody is nearly certain. It never contradicts the
 * sample itself.
 * @param of.hits of those drawn; `drawn` and `total`: whole numbers, 0 <= hits <= drawn <= total
 */
export function estimateCount(of: { hits: number; drawn: number; total: number }): Estimate {
  const { hits, drawn, total } = of;
  if (drawn === 0) return { count: 0, low: 0, high: total };
  if (drawn === total) return { count: hits, low: hits, high: hits };
  const share = hits / drawn;
  const size = (drawn * (total - 1)) / (total - drawn);
  const z2 = (Z * Z) / size;
  const middle = (share + z2 / 2) / (1 + z2);
  const reach = (Z * Math.sqrt((share * (1 - share)) / size + z2 / (4 * size))) / (1 + z2);
  const inWhole = (part: number): number =>
    Math.round(Math.min(total - (drawn - hits), Math.max(hits, part * total)));
  return { count: inWhole(share), low: inWhole(middle - reach), high: inWhole(middle + reach) };
}
