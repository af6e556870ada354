/**
 * How many rows of several trials, together, had the outcome that fewer of them had: how much they can tell of a choice
 * rests on these. Outcomes are 0 or 1.
 */
export function rarerOutcomes(tried: readonly { bought: Float64Array }[]): number {
  let rows = 0;
  let happened = 0;
  for (const { bought } of tried) {
    rows += bought.length;
    for (const each of bought) happened += each;
  }
  return Math.min(happened, rows - happened);
}
