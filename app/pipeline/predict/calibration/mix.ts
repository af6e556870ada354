import { logOddsOf, sigmoid } from "../learned/sigmoid.ts";
import { keepOffCertainty } from "./shrink.ts";

/**
 * Several probabilities of the same rows as one: the mean of their log-odds, row by row. No part is so certain that the
 * others are not heard. Without parts there are no rows.
 */
export function mixProbabilities(parts: readonly ArrayLike<number>[]): Float64Array {
  const mixed = new Float64Array(parts[0]?.length ?? 0);
  for (const part of parts)
    for (let row = 0; row < mixed.length; row += 1)
      mixed[row] = (mixed[row] ?? 0) + logOddsOf(keepOffCertainty(part[row] ?? 0.5));
  return mixed.map((sum) => sigmoid(sum / Math.max(1, parts.length)));
}
