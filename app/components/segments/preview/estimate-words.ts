import type { Estimate } from "../../../pipeline/segment/estimate-count.ts";
import type { Words } from "../../words/use-words.ts";

/** "1,240", or where it was estimated "about 1,200": digits that nobody knows are not shown. */
export function estimateWords({ t, format }: Words<"editor">, estimate: Estimate): string {
  return isExact(estimate)
    ? format.count(estimate.count)
    : t("estimate.roughly", { amount: format.count(roundEstimate(estimate)) });
}

/** "1,100 to 1,400"; null: it is exact. */
export function intervalWords({ t, format }: Words<"editor">, estimate: Estimate): string | null {
  const { low, high } = estimate;
  return isExact(estimate)
    ? null
    : t("estimate.interval", { low: format.count(low), high: format.count(high) });
}

/** "about 1,200 visitors", "1 customer". */
export function countedWords(
  { t, format }: Words<"editor">,
  estimate: Estimate,
  who: "customers" | "visitors",
): string {
  const count = isExact(estimate) ? estimate.count : roundEstimate(estimate);
  const values = { count, amount: format.count(count) };
  return isExact(estimate)
    ? t(`common:counted.${who}`, values)
    : t(`estimate.about.${who}`, values);
}

const isExact = ({ low, high }: Estimate): boolean => low === high;

/** To two digits that count, as far as the interval is wider than what is cut off. */
function roundEstimate({ count, low, high }: Estimate): number {
  const digits = Math.max(0, Math.floor(Math.log10(Math.max(1, count))) - 1);
  const step = 10 ** digits;
  const rounded = Math.round(count / step) * step;
  return rounded >= low && rounded <= high ? rounded : count;
}
