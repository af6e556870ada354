import type { Discount, OrderLine } from "./types.ts";

/**
 * Shares a discount of a whole order out over its lines, in proportion to what they cost, to the last minor
 * unit. Throws where it is more than they cost.
 */
export function shareDiscount(
  lines: readonly OrderLine[],
  discount: Discount | undefined,
): OrderLine[] {
  if (discount === undefined) return [...lines];
  const costs = lines.map((line) => line.quantity * line.priceMinor);
  const total = costs.reduce((sum, cost) => sum + cost, 0);
  const { amountMinor } = discount;
  if (!Number.isSafeInteger(amountMinor) || amountMinor < 0 || amountMinor > total) {
    throw new Error(`Not a discount of lines that cost ${total}: ${amountMinor}`);
  }
  let costSoFar = 0;
  let sharedSoFar = 0;
  return lines.map((line, index) => {
    costSoFar += costs[index] ?? 0;
    // Rounded over what came before, so that the parts add up to the whole.
    const upToHere = total === 0 ? 0 : Math.round((amountMinor / total) * costSoFar);
    const discountMinor = upToHere - sharedSoFar;
    sharedSoFar = upToHere;
    return { ...line, discountMinor };
  });
}
