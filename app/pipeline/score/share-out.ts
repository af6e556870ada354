/**
 * Shares `total` out in proportion to `weights`, in whole units that add up to `total` exactly:
 * everyone gets the whole part of their proportion, and the units left over go one each to the
 * largest remainders (among equal remainders to the larger weight, then to the earlier place).
 * With a total not above the sum of the weights nobody gets more than their weight.
 * Weights and total are whole numbers, 0 or more. No weights, or all 0, give all 0.
 *
 * @example shareOut(10, [1, 1, 1]) // [4, 3, 3]
 */
export function shareOut(total: number, weights: number[]): number[] {
  const sum = weights.reduce((left, right) => left + right, 0);
  if (sum === 0) return weights.map(() => 0);
  if (sum === total) return [...weights];

  const places = weights.map((weight, index) => ({ index, weight, ...divide(weight, total, sum) }));
  const left = total - places.reduce((taken, place) => taken + place.whole, 0);
  const shares = places.map((place) => place.whole);
  places.sort((a, b) => b.rest - a.rest || b.weight - a.weight || a.index - b.index);
  for (const { index } of places.slice(0, left)) shares[index] = (shares[index] ?? 0) + 1;
  return shares;
}

/** weight * total / sum, exactly: a product beyond 2^53 would round, and the shares not add up. */
function divide(weight: number, total: number, sum: number): { whole: number; rest: number } {
  const product = weight * total;
  if (product <= Number.MAX_SAFE_INTEGER) {
    const rest = product % sum;
    return { whole: (product - rest) / sum, rest };
  }
  const exact = BigInt(weight) * BigInt(total);
  const whole = exact / BigInt(sum);
  return { whole: Number(whole), rest: Number(exact - whole * BigInt(sum)) };
}
