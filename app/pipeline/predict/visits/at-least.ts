import type { Probability } from "../shop/probability.ts";

/**
 * A probability over a longer time, which is at least that over a shorter one. What the shorter lifts rests on what the
 * shorter rests on.
 */
export function atLeast(longer: Probability, shorter: Probability): Probability {
  if (longer.value >= shorter.value) return longer;
  return {
    value: shorter.value,
    low: Math.max(longer.low, shorter.low),
    high: Math.max(longer.high, shorter.high),
    evidence: shorter.evidence,
  };
}
