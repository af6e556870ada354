const DIGIT_BITS = 12;
const DIGITS = 1 << DIGIT_BITS;

/**
 * The places of instants in ascending order; equal ones keep the order of their places. Instants are whole milliseconds.
 * A radix sort, since comparing millions of numbers takes seconds: O(n) for each 12 bits of the span between the first
 * and the last, four of them for a year.
 */
export function orderByTime(at: Float64Array): Uint32Array {
  let order = new Uint32Array(at.length);
  for (let place = 0; place < order.length; place += 1) order[place] = place;
  let first = Infinity;
  let last = -Infinity;
  let isSorted = true;
  let before = -Infinity;
  for (const instant of at) {
    first = Math.min(first, instant);
    last = Math.max(last, instant);
    if (instant < before) isSorted = false;
    before = instant;
  }
  if (isSorted) return order;
  let spare = new Uint32Array(at.length);
  for (let unit = 1; unit <= last - first; unit *= DIGITS) {
    const next = new Uint32Array(DIGITS + 1);
    const digitOf = (row: number): number => Math.floor(((at[row] ?? 0) - first) / unit) % DIGITS;
    for (const row of order) {
      const digit = digitOf(row);
      next[digit + 1] = (next[digit + 1] ?? 0) + 1;
    }
    for (let digit = 0; digit < DIGITS; digit += 1)
      next[digit + 1] = (next[digit + 1] ?? 0) + (next[digit] ?? 0);
    for (const row of order) {
      const digit = digitOf(row);
      const place = next[digit] ?? 0;
      spare[place] = row;
      next[digit] = place + 1;
    }
    [order, spare] = [spare, order];
  }
  return order;
}
