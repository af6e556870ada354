/**
 * The places of `values` in ascending order of value; equal values keep the order of their places. `values` are
 * finite. No values give no places. O(n log n).
 *
 * @example sortIndices([30, 10, 20]) // Uint32Array [1, 2, 0]
 */
export function sortIndices(values: ArrayLike<number>): Uint32Array {
  const indices = new Uint32Array(values.length);
  for (let place = 0; place < indices.length; place += 1) indices[place] = place;
  return indices.sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0) || a - b);
}
