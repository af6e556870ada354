import { scaleLinear } from "d3-scale";

export interface ValueAxis {
  lowest: number;
  highest: number;
  ticks: number[];
  /** How far up a value lies, in percent of the plot's height. */
  heightOf: (value: number) => number;
}

const WISHED_TICKS = 4;

/**
 * An axis that holds all values, with round numbers at its ends, and 0: bars and areas begin there, and a line that does
 * not would make little look like much.
 * @param bounds `lowest` and `highest` take the place of the ends that come from the values
 * @returns from 0 to 1 for no values, or none but 0
 */
export function valueAxis(
  values: readonly number[],
  bounds: { lowest?: number; highest?: number; isWhole?: boolean } = {},
): ValueAxis {
  const least = bounds.lowest ?? Math.min(0, ...values);
  const most = bounds.highest ?? Math.max(0, ...values);
  const scale = scaleLinear().domain([least, most === least ? least + 1 : most]);
  // Rounded outward only where the values decide: a score ends at 100.
  const isGiven = bounds.lowest !== undefined && bounds.highest !== undefined;
  if (!isGiven) scale.nice(WISHED_TICKS);
  const [lowest = 0, highest = 1] = scale.domain();
  const ticks = scale
    .ticks(WISHED_TICKS)
    .filter((tick) => !bounds.isWhole || Number.isInteger(tick));
  const heights = scaleLinear().domain([lowest, highest]).range([0, 100]);
  return { lowest, highest, ticks, heightOf: (value) => heights(value) };
}
