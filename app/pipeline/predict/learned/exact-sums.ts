/**
 * Rounds values so that any sum of them is exact, in place. They become multiples of one power of two that is so large
 * that the sum of all of them, were each as large as the largest, still has room in the 53 bits of a number. Sums then
 * depend neither on their order nor on whether a part was added up or taken away from the whole: a tree is the same
 * however rows are sorted. What is rounded off is below the largest value by 2^-52 times the number of values: for half
 * a million rows a ten-thousandth of a millionth.
 */
export function makeSumsExact(values: Float64Array): void {
  let largest = 0;
  for (let place = 0; place < values.length; place += 1)
    largest = Math.max(largest, Math.abs(values[place] ?? 0));
  const unit = 2 ** Math.ceil(Math.log2(largest * values.length) - 51);
  if (!(unit > 0)) return;
  const perUnit = 1 / unit;
  for (let place = 0; place < values.length; place += 1)
    values[place] = Math.round((values[place] ?? 0) * perUnit) * unit;
}
