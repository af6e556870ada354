/** The probability with the given log-odds. Rounds to exactly 0 or 1 only beyond some 700 and 36. */
export function sigmoid(logOdds: number): number {
  if (logOdds >= 0) return 1 / (1 + Math.exp(-logOdds));
  const odds = Math.exp(logOdds);
  return odds / (1 + odds);
}

/** The log-odds of a probability; infinite for 0 and 1. */
export function logOddsOf(probability: number): number {
  return Math.log(probability) - Math.log1p(-probability);
}

/** log(1 + exp(x)), without overflow. */
export function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

/**
 * The share of what happened with half an occurrence and half a miss added (Jeffreys' prior): no evidence says one half,
 * and no finite evidence says never or always. `happened` of `count`, both may be sums of weights.
 */
export function smoothedRate(happened: number, count: number): number {
  return (happened + 0.5) / (count + 1);
}
