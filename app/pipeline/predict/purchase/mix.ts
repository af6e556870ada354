import { keepOffCertainty } from "../calibration/shrink.ts";
import { logOddsOf, sigmoid } from "../learned/sigmoid.ts";
import type { BlendPart, ModelName } from "./fitted-model.ts";

/** Several probabilities of the same rows as one: the mean of their log-odds. Without parts there are no rows. */
export function mixProbabilities(parts: readonly Float64Array[]): Float64Array {
  const rows = parts[0]?.length ?? 0;
  return Float64Array.from({ length: rows }, (_, row) => {
    const sum = parts.reduce((total, part) => {
      // A part that is certain would silence all others.
      return total + logOddsOf(keepOffCertainty(part[row] ?? 0.5));
    }, 0);
    return sigmoid(sum / Math.max(1, parts.length));
  });
}

/** The blend of the named parts out of what every model said. */
export const mixParts = (
  predicted: ReadonlyMap<ModelName, Float64Array>,
  parts: readonly BlendPart[],
): Float64Array => mixProbabilities(parts.flatMap((part) => predicted.get(part) ?? []));
