import type { Evidence } from "../calibration/interval.ts";

/** 95 % of what is still possible lies between these shares. */
const SHARES = { low: 0.025, high: 0.975 } as const;

/**
 * The interval of an estimate, which always holds the estimate: of very lopsided distributions the mean lies beyond
 * almost everything.
 */
export function intervalAround(
  estimate: number,
  quantile: (share: number) => number,
): { low: number; high: number } {
  return {
    low: Math.min(estimate, quantile(SHARES.low)),
    high: Math.max(estimate, quantile(SHARES.high)),
  };
}

/**
 * How much of an estimate that is drawn to the shop's own average is the customer's own: `own` observations beside a
 * prior that weighs as much as `prior` of them. None without an observation, thin while the shop weighs more, fair
 * up to four in five of the whole, strong beyond.
 */
export function gradeOwnEvidence({ own, prior }: { own: number; prior: number }): Evidence {
  if (!(own > 0)) return "none";
  if (own < prior) return "thin";
  return own < 4 * prior ? "fair" : "strong";
}
