import type { TFunction } from "i18next";
import type { Estimate } from "../../pipeline/segment/estimate-count.ts";
import type { Numbers } from "./create-numbers.ts";

export interface Estimates {
  /** "1,240", or where it was estimated "about 1,200": digits that nobody knows are not shown. */
  estimate(estimate: Estimate): string;
  /** "1,100 to 1,400"; null: it is exact. */
  interval(estimate: Estimate): string | null;
  /** "about 1,200 visitors", "1 customer". */
  counted(estimate: Estimate, who: "customers" | "visitors"): string;
}

/** Counts of people that may be estimated, in words. */
export function createEstimates(
  t: TFunction<"common">,
  { count: countWords }: Pick<Numbers, "count">,
): Estimates {
  return {
    estimate: (estimate) =>
      isExact(estimate)
        ? countWords(estimate.count)
        : t("estimate.roughly", { amount: countWords(roundEstimate(estimate)) }),
    interval: (estimate) =>
      isExact(estimate)
        ? null
        : t("estimate.interval", {
            low: countWords(estimate.low),
            high: countWords(estimate.high),
          }),
    counted: (estimate, who) => {
      const count = isExact(estimate) ? estimate.count : roundEstimate(estimate);
      const values = { count, amount: countWords(count) };
      return isExact(estimate) ? t(`counted.${who}`, values) : t(`estimate.about.${who}`, values);
    },
  };
}

const isExact = ({ low, high }: Estimate): boolean => low === high;

/** To two digits that count, as far as the interval is wider than what is cut off. */
function roundEstimate({ count, low, high }: Estimate): number {
  const digits = Math.max(0, Math.floor(Math.log10(Math.max(1, count))) - 1);
  const step = 10 ** digits;
  const rounded = Math.round(count / step) * step;
  return rounded >= low && rounded <= high ? rounded : count;
}
