import type { Snapshot } from "../features/snapshot.ts";
import { signedLog } from "./signed-log.ts";

/** The features as models learn from them: in logarithms, so that one large customer does not set a slope. */
export const designMatrix = (snapshot: Snapshot): Float64Array[] =>
  snapshot.columns.map((column) => column.map(signedLog));

/** Columns of several matrices, one below the other. */
export function stack(matrices: readonly (readonly Float64Array[])[]): Float64Array[] {
  const width = matrices[0]?.length ?? 0;
  return Array.from({ length: width }, (_, place) =>
    join(matrices.map((matrix) => matrix[place] ?? new Float64Array())),
  );
}

export function join(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let start = 0;
  for (const part of parts) {
    whole.set(part, start);
    start += part.length;
  }
  return whole;
}
