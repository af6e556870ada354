import fc from "fast-check";
import { seedRandom } from "../../../../../app/pipeline/predict/numeric/random.ts";

/** Anything that a column may hold, the awkward often: ties, missing values, huge and tiny ones. */
const anyValue = fc.oneof(
  fc.integer({ min: -2, max: 2 }),
  fc.constant(NaN),
  fc.double({ min: -1e6, max: 1e6, noNaN: true }),
  fc.constantFrom(-1e100, 1e100, 1e-300, -0),
);

export interface Table {
  columns: Float64Array[];
  outcomes: Float64Array;
}

/** Small tables of any shape, constant columns, equal outcomes and no rows at all among them. */
export const anyTable: fc.Arbitrary<Table> = fc
  .record({ rows: fc.integer({ min: 0, max: 30 }), features: fc.integer({ min: 1, max: 4 }) })
  .chain(({ rows, features }) =>
    fc.record({
      columns: fc.array(listOf(fc.oneof(anyValue, fc.constant(1)), rows), {
        minLength: features,
        maxLength: features,
      }),
      outcomes: fc.oneof(
        listOf(fc.constantFrom(0, 1), rows),
        fc.constantFrom(0, 1).map((outcome) => new Float64Array(rows).fill(outcome)),
      ),
    }),
  );

function listOf(value: fc.Arbitrary<number>, length: number): fc.Arbitrary<Float64Array> {
  return fc
    .array(value, { minLength: length, maxLength: length })
    .map((values) => Float64Array.from(values));
}

/** A table of one row. */
export const oneRow = (...values: number[]): Float64Array[] =>
  values.map((value) => Float64Array.of(value));

/** The same rows in another order, and that order. */
export function shuffle({ columns, outcomes }: Table, seed: number): Table & { order: number[] } {
  const random = seedRandom(seed);
  const order = [...outcomes.keys()]
    .map((row) => ({ row, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ row }) => row);
  const reorder = (values: Float64Array) => Float64Array.from(order, (row) => values[row] ?? NaN);
  return { columns: columns.map(reorder), outcomes: reorder(outcomes), order };
}

/** Rows of uniform features in [-1, 1), with outcomes that happen with the probability that `chance` gives a row. */
export function plant(
  size: { rows: number; features: number },
  chance: (row: number[]) => number,
): Table {
  const random = seedRandom(11);
  const rows = Array.from({ length: size.rows }, () =>
    Array.from({ length: size.features }, () => 2 * random() - 1),
  );
  return {
    columns: Array.from({ length: size.features }, (_, feature) =>
      Float64Array.from(rows, (row) => row[feature] ?? NaN),
    ),
    outcomes: Float64Array.from(rows, (row) => (random() < chance(row) ? 1 : 0)),
  };
}
