const TARGET_STEPS = 3;

/**
 * Round numbers for the lines of an axis that starts at 0: three to six equal steps of 1, 2 or 5
 * times a power of ten, the last at or above the highest value. Whole numbers, since people are counted.
 * @returns [1] for nothing
 */
export function axisSteps(highest: number): number[] {
  if (highest <= 0) return [1];
  const rough = highest / TARGET_STEPS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, ([5, 2, 1].find((factor) => factor * power <= rough) ?? 1) * power);
  return Array.from({ length: Math.ceil(highest / step) }, (_, index) => (index + 1) * step);
}
