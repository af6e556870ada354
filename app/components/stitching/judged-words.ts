import { estimateCount, type Estimate } from "../../pipeline/segment/estimate-count.ts";
import type { Stitching } from "../../queries/read-stitching.ts";
import type { Words } from "../words/use-words.ts";

type Judged = Pick<Stitching, "orders" | "judged">;

/** Of how many orders something holds, by those that were judged. */
export const estimateOrders = ({ orders, judged }: Judged, hits: number): Estimate =>
  estimateCount({ hits, drawn: judged, total: orders });

/** "1,240"; where not all orders were judged "about 1,200": digits that nobody knows are not shown. */
export function judgedWords({ t, format }: Words<"quality">, report: Judged, hits: number): string {
  const { count, low, high } = estimateOrders(report, hits);
  if (low === high) return format.count(count);
  return t("stitching.about", { amount: format.count(roundTo(count, high - low)) });
}

/** To the place that lies under the width of an interval. */
function roundTo(count: number, width: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(width)) - 1);
  return Math.round(count / step) * step;
}
