import { BAND_COUNT, type BandOutcome } from "../../db/insights/insight-values.ts";
import { wilsonInterval } from "../../pipeline/predict/calibration/interval.ts";

export interface Interval {
  low: number;
  high: number;
}

/** What the customers of a band bought, with where the true numbers lie. */
export interface BandView {
  /** Null: of unknown score. */
  band: number | null;
  customers: number;
  buyers: number;
  orders: number;
  revenueMinor: number;
  /** The share who bought; null: there was nobody. */
  rate: number | null;
  rateRange: Interval;
  /** What a customer of the band spent, who bought nothing included; null: there was nobody. */
  mean: number | null;
  meanRange: Interval;
}

/** Of a normal distribution: 95 % lie within so many standard deviations. */
const Z = 1.96;

/** @param bands a line a band, the last one of who was unknown */
export function tellBands(bands: readonly BandOutcome[]): BandView[] {
  return bands.map(({ revenueSquared, ...outcome }, index) => {
    const { customers, buyers, revenueMinor } = outcome;
    const mean = customers === 0 ? null : revenueMinor / customers;
    const spread =
      mean === null ? 0 : Math.sqrt(Math.max(0, revenueSquared / customers - mean ** 2));
    const reach = customers === 0 ? 0 : (Z * spread) / Math.sqrt(customers);
    return {
      ...outcome,
      band: index < BAND_COUNT ? index : null,
      rate: customers === 0 ? null : buyers / customers,
      rateRange: wilsonInterval({ happened: buyers, count: customers }),
      mean,
      meanRange: { low: Math.max(0, (mean ?? 0) - reach), high: (mean ?? 0) + reach },
    };
  });
}

/** Fewer say nothing, whatever the interval: as in gradeEvidence. */
const LEAST_BUYERS = 4;

/**
 * Whether a score says who buys: the highest band that anybody was in bought more often than the lowest, beyond what chance
 * makes of so few customers.
 */
export function doesScoreWork(bands: readonly BandOutcome[]): boolean {
  const known = tellBands(bands).filter(({ band, customers }) => band !== null && customers > 0);
  const [lowest, highest] = [known[0], known.at(-1)];
  if (lowest === undefined || highest === undefined || lowest === highest) return false;
  return highest.buyers >= LEAST_BUYERS && highest.rateRange.low > lowest.rateRange.high;
}
