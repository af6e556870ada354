import { assertSameLength } from "../../app/pipeline/predict/metrics/same-length.ts";

/**
 * Mean distance between what was predicted and what came, in the unit of both. Null without rows.
 *
 * @example meanAbsoluteError([1, 5], [2, 2]) // 2
 */
export function meanAbsoluteError(
  predicted: ArrayLike<number>,
  actual: ArrayLike<number>,
): number | null {
  assertSameLength(predicted, actual, "predicted and actual");
  if (actual.length === 0) return null;
  let sum = 0;
  for (let row = 0; row < actual.length; row += 1)
    sum += Math.abs((predicted[row] ?? 0) - (actual[row] ?? 0));
  return sum / actual.length;
}

/**
 * How far the predicted total lies above the actual one, in percent of the actual one; negative where too little was
 * predicted. Null where the actual total is not positive.
 *
 * @example totalErrorPercent([1, 2], [2, 2]) // -25
 */
export function totalErrorPercent(
  predicted: ArrayLike<number>,
  actual: ArrayLike<number>,
): number | null {
  assertSameLength(predicted, actual, "predicted and actual");
  let predictedTotal = 0;
  let actualTotal = 0;
  for (let row = 0; row < actual.length; row += 1) {
    predictedTotal += predicted[row] ?? 0;
    actualTotal += actual[row] ?? 0;
  }
  return actualTotal > 0 ? (predictedTotal / actualTotal - 1) * 100 : null;
}
