const MICRO_POINTS = 1_000_000;

/** A whole number with thousands set apart: 12,400. */
export function formatCount(count: number): string {
  return String(Math.trunc(count)).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** "1 customer", "2 customers". */
export function formatCounted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** A part of a whole in percent; a part that is there never reads as 0 %, one that is not all never as 100 %. */
export function formatShare(part: number, whole: number): string {
  if (whole <= 0) return "–";
  if (part <= 0) return "0%";
  const percent = (100 * part) / whole;
  if (percent < 1) return "<1%";
  if (percent > 99 && part < whole) return ">99%";
  return `${Math.round(percent)}%`;
}

/** Millionths of a point as points with a fixed number of decimals: 71.25. */
export function formatPoints(microPoints: number, decimals = 2): string {
  return (microPoints / MICRO_POINTS).toFixed(decimals);
}

/** A score for a list: whole points, since a merchant compares and does not calculate there. */
export function formatScore(microPoints: number): string {
  return String(Math.round(microPoints / MICRO_POINTS));
}

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
