const MOST_STEPS = 4;

/**
 * Round numbers for the lines of an axis that starts at 0: at most four equal steps of 1, 2 or 5 times
 * a power of ten, the last at or above the highest value. Whole numbers, since people are counted.
 * @returns [1] for nothing
 */
export function axisSteps(highest: number): number[] {
  if (highest <= 0) return [1];
  const least = highest / MOST_STEPS;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = Math.max(1, ([1, 2, 5, 10].find((factor) => factor * power >= least) ?? 10) * power);
  return Array.from({ length: Math.ceil(highest / step) }, (_, index) => (index + 1) * step);
}
