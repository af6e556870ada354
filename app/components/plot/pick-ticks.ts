/**
 * Which of so many places in a row are named on the axis: the first, the last, and others in equal steps between.
 * @param most at least 2
 */
export function pickTicks(places: number, most: number): number[] {
  if (places <= most) return Array.from({ length: places }, (_, place) => place);
  const last = places - 1;
  return Array.from({ length: most }, (_, tick) => Math.round((tick * last) / (most - 1)));
}
