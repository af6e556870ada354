import { roundOutward, roundTicks } from "./round-ticks.ts";

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
  const end = most === least ? least + 1 : most;
  // Rounded outward only where the values decide: a score ends at 100.
  const isGiven = bounds.lowest !== undefined && bounds.highest !== undefined;
  const [lowest, highest] = isGiven ? [least, end] : roundOutward(least, end, WISHED_TICKS);
  const ticks = roundTicks(lowest, highest, WISHED_TICKS).filter(
    (tick) => !bounds.isWhole || Number.isInteger(tick),
  );
  const span = highest - lowest;
  return { lowest, highest, ticks, heightOf: (value) => (100 * (value - lowest)) / span };
}
