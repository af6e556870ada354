import { gradeEvidence, intervalOfProbability } from "../calibration/interval.ts";
import type { Evidence } from "../calibration/interval.ts";
import type { Snapshot } from "../features/snapshot.ts";
import { predictServed } from "../purchase/serve.ts";
import type { ServedPurchases } from "../purchase/serve.ts";
import { stretchRatios } from "../purchase/stretch.ts";

/** A probability, where it may truly lie (95 %), and how much it rests on. */
export interface Probability {
  value: number;
  low: number;
  high: number;
  evidence: Evidence;
}

/** What trials over a shorter horizon tell of a longer one is never strong: the rest of it was not tried. */
export function gradeTrials(tried: Pick<ServedPurchases, "evidence" | "stretch">): Evidence {
  const grade = gradeEvidence(tried.evidence);
  return tried.stretch !== null && grade === "strong" ? "fair" : grade;
}

/**
 * The probability to buy within the served horizon, for each customer of a snapshot. The interval comes from the trials:
 * how often customers who were told nearly the same did buy. Over a stretched horizon it is stretched alike.
 */
export function probabilitiesToBuy(served: ServedPurchases, snapshot: Snapshot): Probability[] {
  const ratios = stretchRatios(served.stretch, snapshot);
  const evidence = gradeTrials(served);
  return [...predictServed(served, snapshot, ratios)].map((value, row) => {
    const ratio = ratios?.[row] ?? 1;
    const { low, high } = intervalOfProbability(1 - (1 - value) ** (1 / ratio), served.bins);
    const stretch = (p: number): number => 1 - (1 - p) ** ratio;
    return { value, low: stretch(low), high: stretch(high), evidence };
  });
}

/** The probability of the contrary. */
export const contrary = ({ value, low, high, evidence }: Probability): Probability => ({
  value: 1 - value,
  low: 1 - high,
  high: 1 - low,
  evidence,
});
