import { assertSameLength } from "./same-length.ts";

/**
 * The Brier score: mean squared distance between the probability and what happened (0 or 1). 0 is perfect, and the base
 * rate p said of everybody gives p (1 - p). Null without rows.
 *
 * @example brier([0.5, 1], [0, 1]) // 0.125
 */
export function brier(
  probabilities: ArrayLike<number>,
  outcomes: ArrayLike<number>,
): number | null {
  assertSameLength(probabilities, outcomes, "probabilities and outcomes");
  if (outcomes.length === 0) return null;
  let sum = 0;
  for (let row = 0; row < outcomes.length; row += 1)
    sum += ((probabilities[row] ?? 0) - (outcomes[row] ?? 0)) ** 2;
  return sum / outcomes.length;
}

/** No probability counts as nearer to 0 or 1 than this: one certain mistake would cost infinitely much. */
const LOG_LOSS_FLOOR = 1e-15;

/**
 * Mean negative log-likelihood of what happened (0 or 1), in nats, probabilities clipped to `LOG_LOSS_FLOOR` from 0 and
 * 1. Null without rows.
 *
 * @example logLoss([0.5], [1]) // Math.log(2)
 */
export function logLoss(
  probabilities: ArrayLike<number>,
  outcomes: ArrayLike<number>,
): number | null {
  assertSameLength(probabilities, outcomes, "probabilities and outcomes");
  if (outcomes.length === 0) return null;
  let sum = 0;
  for (let row = 0; row < outcomes.length; row += 1) {
    const probability = Math.min(
      1 - LOG_LOSS_FLOOR,
      Math.max(LOG_LOSS_FLOOR, probabilities[row] ?? 0),
    );
    const outcome = outcomes[row] ?? 0;
    sum -= outcome * Math.log(probability) + (1 - outcome) * Math.log1p(-probability);
  }
  return sum / outcomes.length;
}
