import type { Estimate } from "../../../pipeline/segment/estimate-count.ts";
import { formatCount, formatCounted } from "../../format/format-number.ts";

/** "1,240", or where it was estimated "about 1,200": digits that nobody knows are not shown. */
export function estimateWords(estimate: Estimate): string {
  if (estimate.low === estimate.high) return formatCount(estimate.count);
  return `about ${formatCount(roundTo(estimate))}`;
}

/** "1,100 to 1,400"; null: it is exact. */
export function intervalWords({ low, high }: Estimate): string | null {
  return low === high ? null : `${formatCount(low)} to ${formatCount(high)}`;
}

/** "about 1,200 customers". */
export const countedWords = (estimate: Estimate, noun: string): string =>
  estimate.low === estimate.high
    ? formatCounted(estimate.count, noun)
    : `${estimateWords(estimate)} ${noun}s`;

/** To two digits that count, as far as the interval is wider than what is cut off. */
function roundTo({ count, low, high }: Estimate): number {
  const digits = Math.max(0, Math.floor(Math.log10(Math.max(1, count))) - 1);
  const step = 10 ** digits;
  const rounded = Math.round(count / step) * step;
  return rounded >= low && rounded <= high ? rounded : count;
}
