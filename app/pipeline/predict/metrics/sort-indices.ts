/** Below this comparing is quicker than setting up the tables of a radix sort. */
const FEW = 2048;
const DIGIT_BITS = 16;
const DIGITS = 1 << DIGIT_BITS;

/**
 * The places of `values` in ascending order of value; equal values keep the order of their places. `values` are
 * finite. No values give no places. O(n).
 *
 * @example sortIndices([30, 10, 20]) // Uint32Array [1, 2, 0]
 */
export function sortIndices(values: ArrayLike<number>): Uint32Array {
  const indices = new Uint32Array(values.length);
  for (let place = 0; place < indices.length; place += 1) indices[place] = place;
  return values.length < FEW
    ? indices.sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0) || a - b)
    : sortByBits(values, indices);
}

/**
 * A radix sort by the bits of the numbers, from the last digit to the first. Numbers of one sign are ordered as their
 * bits are (IEEE 754); those of negative ones are turned around. Comparing millions of scores would take seconds.
 */
function sortByBits(values: ArrayLike<number>, indices: Uint32Array): Uint32Array {
  const { high, low } = orderedBits(values);
  let order: Uint32Array = indices;
  let spare: Uint32Array = new Uint32Array(indices.length);
  for (const [bits, shift] of [
    [low, 0],
    [low, DIGIT_BITS],
    [high, 0],
    [high, DIGIT_BITS],
  ] as const) {
    const next = new Uint32Array(DIGITS + 1);
    for (const word of bits) {
      const digit = (word >>> shift) & (DIGITS - 1);
      next[digit + 1] = (next[digit + 1] ?? 0) + 1;
    }
    for (let digit = 0; digit < DIGITS; digit += 1)
      next[digit + 1] = (next[digit + 1] ?? 0) + (next[digit] ?? 0);
    for (const index of order) {
      const digit = ((bits[index] ?? 0) >>> shift) & (DIGITS - 1);
      const place = next[digit] ?? 0;
      spare[place] = index;
      next[digit] = place + 1;
    }
    [order, spare] = [spare, order];
  }
  return order;
}

/** Two words for each number that compare, taken together and without a sign, as the numbers do. */
function orderedBits(values: ArrayLike<number>): { high: Uint32Array; low: Uint32Array } {
  const high = new Uint32Array(values.length);
  const low = new Uint32Array(values.length);
  const view = new DataView(new ArrayBuffer(8));
  for (let place = 0; place < values.length; place += 1) {
    view.setFloat64(0, (values[place] ?? 0) + 0); // -0 becomes 0, which it equals
    const upper = view.getUint32(0);
    const lower = view.getUint32(4);
    const isNegative = upper >= 0x80000000;
    high[place] = isNegative ? ~upper : upper | 0x80000000;
    low[place] = isNegative ? ~lower : lower;
  }
  return { high, low };
}
