import { sigmoid } from "../../app/pipeline/predict/learned/sigmoid.ts";
import { seedRandom } from "../../app/pipeline/predict/numeric/random.ts";

/** Uniform features, of which three tell something, two of them only together. */
export function drawTable({ rows, features }: { rows: number; features: number }): {
  columns: Float64Array[];
  outcomes: Float64Array;
} {
  const random = seedRandom(1);
  const columns = Array.from({ length: features }, () =>
    Float64Array.from({ length: rows }, () => random()),
  );
  const value = (feature: number, row: number): number => columns[feature]?.[row] ?? 0;
  const outcomes = Float64Array.from({ length: rows }, (_, row) => {
    const together = value(1, row) > 0.7 ? 2 * value(2, row) : 0;
    return random() < sigmoid(3 * value(0, row) + together - 2.5) ? 1 : 0;
  });
  return { columns, outcomes };
}
