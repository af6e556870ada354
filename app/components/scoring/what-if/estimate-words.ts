import type { Estimate } from "../../../pipeline/segment/estimate-count.ts";
import type { ScoringWords } from "../scoring-words.ts";

/** "1,240", or where it was estimated "about 1,200": digits that nobody knows are not shown. */
export function estimateWords({ t, format }: ScoringWords, estimate: Estimate): string {
  if (estimate.low === estimate.high) return format.count(estimate.count);
  return t("whatIf.about", { amount: format.count(roundTo(estimate)) });
}

/** "1,100 to 1,400"; null: it is exact. */
export const intervalWords = (
  { t, format }: ScoringWords,
  { low, high }: Estimate,
): string | null =>
  low === high ? null : t("whatIf.interval", { low: format.count(low), high: format.count(high) });

/** To two digits that count, as far as the interval is wider than what is cut off. */
function roundTo({ count, low, high }: Estimate): number {
  const digits = Math.max(0, Math.floor(Math.log10(Math.max(1, count))) - 1);
  const step = 10 ** digits;
  const rounded = Math.round(count / step) * step;
  return rounded >= low && rounded <= high ? rounded : count;
}
