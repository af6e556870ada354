/** A value of a series at its place; null is unknown. */
export interface PlotValue {
  place: number;
  value: number | null;
}

/**
 * The stretches of a series in which it is known day after day: a line must not lead over what is unknown
 * or missing. No values give no stretch.
 */
export function findRuns(values: readonly PlotValue[]): { place: number; value: number }[][] {
  const runs: { place: number; value: number }[][] = [];
  let last = -Infinity;
  for (const { place, value } of values) {
    if (value === null) continue;
    if (place !== last + 1) runs.push([]);
    runs.at(-1)?.push({ place, value });
    last = place;
  }
  return runs;
}
