const MICRO_POINTS = 1_000_000;

/**
 * Rounds parts to hundredths of a point so that they add up to the rounded sum: the hundredths that
 * plain rounding would lose or invent go to the parts that were cut the most.
 * @returns hundredths, in the order of the parts; nothing for nothing
 */
export function roundToHundredths(microPoints: readonly number[]): number[] {
  const step = MICRO_POINTS / 100;
  const total = microPoints.reduce((sum, part) => sum + part, 0);
  const hundredths = microPoints.map((part) => Math.floor(part / step));
  let left = Math.round(total / step) - hundredths.reduce((sum, part) => sum + part, 0);
  const byRemainder = microPoints
    .map((part, index) => ({ index, remainder: part - Math.floor(part / step) * step }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder) {
    if (left <= 0) break;
    hundredths[index] = (hundredths[index] ?? 0) + 1;
    left -= 1;
  }
  return hundredths;
}
