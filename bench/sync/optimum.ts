/** The bucket of a shop on Shopify's Standard plan, in points and points a second. */
export const STANDARD = { maximum: 2000, restoredPerSecond: 100 };

/** What one change of tags costs. */
const POINTS_PER_CHANGE = 10;

/**
 * The least time in which so many customers can get a tag while half of the bucket stays for others, from a full one:
 * the upper half is there at once, all else must be restored first. In seconds.
 */
export function optimumSeconds(input: {
  customers: number;
  maximum: number;
  restoredPerSecond: number;
}): number {
  const { customers, maximum, restoredPerSecond } = input;
  return Math.max(0, (customers * POINTS_PER_CHANGE - maximum / 2) / restoredPerSecond);
}
