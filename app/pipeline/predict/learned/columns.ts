/** A matrix by columns: one array per feature, one place per row. NaN means that the value is missing. */
export type Columns = readonly Float64Array[];

/** Beyond it squares overflow; no amount, count or time of ours comes near. */
const LARGEST = 1e100;

/**
 * Refuses columns that no model can be fitted on: of unequal length, or with values that are infinite or so large that
 * their squares are.
 */
export function assertColumns(columns: Columns, rows: number): void {
  for (const [feature, column] of columns.entries()) {
    if (column.length !== rows)
      throw new RangeError(
        `Column ${feature} has ${column.length} rows where there are ${rows}: every column needs one value per row`,
      );
    for (let row = 0; row < rows; row += 1) {
      if (Math.abs(column[row] ?? 0) > LARGEST)
        throw new RangeError(
          `Column ${feature} is ${column[row]} in row ${row}: put NaN where a value is missing, and keep the others within ${LARGEST} of 0`,
        );
    }
  }
}

/** Refuses outcomes or weights that are missing, infinite, too large, or negative where they may not be. */
export function assertNumbers(values: ArrayLike<number>, name: string, least = -LARGEST): void {
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] ?? NaN;
    if (!(value >= least && value <= LARGEST))
      throw new RangeError(
        `${name} are ${value} in row ${row}: they must be numbers from ${least} to ${LARGEST}`,
      );
  }
}

/** Refuses a number that a fit cannot work with. */
export function assertPositive(value: number, name: string): void {
  if (!(value > 0 && value <= LARGEST))
    throw new RangeError(`${name} must be a number above 0: got ${value}`);
}

/** The given rows of every column, in the given order. */
export function takeRows(columns: Columns, rows: ArrayLike<number>): Float64Array[] {
  return columns.map((column) => takeValues(column, rows));
}

/** The values of the given rows, in the given order. */
export function takeValues(values: ArrayLike<number>, rows: ArrayLike<number>): Float64Array {
  const taken = new Float64Array(rows.length);
  for (let place = 0; place < taken.length; place += 1)
    taken[place] = values[rows[place] ?? 0] ?? NaN;
  return taken;
}

/** Columns of several matrices, one below the other. */
export function stack(matrices: readonly (readonly Float64Array[])[]): Float64Array[] {
  const width = matrices[0]?.length ?? 0;
  return Array.from({ length: width }, (_, place) =>
    join(matrices.map((matrix) => matrix[place] ?? new Float64Array())),
  );
}

/** The values of several lists, one list after the other. */
export function join(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let start = 0;
  for (const part of parts) {
    whole.set(part, start);
    start += part.length;
  }
  return whole;
}
