/**
 * The four values that cut a column into fifths of about equal count: those at the ranks of 20, 40, 60 and 80 %.
 * Nobody gives no cuts, and everybody is then in the first fifth.
 */
export function cutFifths(values: Float64Array): number[] {
  const sorted = Float64Array.from(values).sort();
  return [0.2, 0.4, 0.6, 0.8].flatMap((share) => sorted[Math.floor(share * sorted.length)] ?? []);
}

/** 1 to 5: one more for every cut that the value reaches. Equal values are in one fifth. */
export const fifthOf = (value: number, cuts: readonly number[]): number =>
  1 + cuts.filter((cut) => value >= cut).length;
