import type { MatrixPlot } from "./plot-data.ts";

/** The colors of a matrix, the faintest first; nothing has none. */
const CELL_STEPS = [1, 2, 3, 4, 5] as const;

/** Equal parts of 0 to 1, the last one with its end. */
const stepOf = (weight: number): number =>
  Math.min(CELL_STEPS.length, Math.max(1, Math.floor(weight * CELL_STEPS.length) + 1));

/**
 * Which color each cell has, by its weight or by its value against the highest of all.
 * @returns by row and column, 0 for nothing
 */
export function weighCells({ values, weights }: MatrixPlot): number[][] {
  const highest = Math.max(0, ...values.flat().map((value) => value ?? 0));
  return values.map((cells, row) =>
    cells.map((value, column) => {
      if (value === null || value <= 0) return 0;
      return stepOf(weights?.[row]?.[column] ?? value / highest);
    }),
  );
}
