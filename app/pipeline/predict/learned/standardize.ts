import type { Columns } from "./columns.ts";

/** What brings features to one scale. Plain data. */
export interface Standardizer {
  means: number[];
  /** Standard deviations; 0 for a column that says nothing, being constant or missing throughout. */
  deviations: number[];
}

/**
 * So many standard deviations from the mean is as far as a value counts: a single order of a wholesaler must neither
 * bend a line that is fitted to everybody, nor be told a probability of exactly 0 or 1.
 */
const FURTHEST_DEVIATIONS = 10;

/** A spread below this part of the values themselves is rounding. */
const RELATIVE_NOISE = 1e-10;

/** Means and standard deviations (of the population) of each column, over its values that are not missing. */
export function fitStandardizer(columns: Columns): Standardizer {
  const means: number[] = [];
  const deviations: number[] = [];
  for (const column of columns) {
    let count = 0;
    let sum = 0;
    let largest = 0;
    for (const value of column) {
      if (Number.isNaN(value)) continue;
      count += 1;
      sum += value;
      largest = Math.max(largest, Math.abs(value));
    }
    const mean = count === 0 ? 0 : sum / count;
    let squares = 0;
    for (const value of column) if (!Number.isNaN(value)) squares += (value - mean) ** 2;
    const deviation = count === 0 ? 0 : Math.sqrt(squares / count);
    means.push(mean);
    deviations.push(deviation > largest * RELATIVE_NOISE ? deviation : 0);
  }
  return { means, deviations };
}

/**
 * A value in standard deviations from the mean, at most `FURTHEST_DEVIATIONS`; 0 where it is missing, which is to know
 * nothing of it, or where its column says nothing.
 */
function standardizeValue(
  { means, deviations }: Standardizer,
  feature: number,
  value: number,
): number {
  const deviation = deviations[feature] ?? 0;
  if (deviation === 0 || Number.isNaN(value)) return 0;
  const standardized = (value - (means[feature] ?? 0)) / deviation;
  return Math.max(-FURTHEST_DEVIATIONS, Math.min(FURTHEST_DEVIATIONS, standardized));
}

/** Every column by `standardizeValue`. */
export function standardizeColumns(standardizer: Standardizer, columns: Columns): Float64Array[] {
  return columns.map((column, feature) =>
    column.map((value) => standardizeValue(standardizer, feature, value)),
  );
}
