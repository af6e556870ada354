import type { Words } from "../words/use-words.ts";

interface Interval {
  low: number;
  high: number;
}

/** "62% (41% to 80%)" */
export const shareWords = (
  { t, format }: Words<"customers">,
  { share, low, high }: Interval & { share: number },
): string =>
  t("likes.between", {
    mean: format.percent(share),
    low: format.percent(low),
    high: format.percent(high),
  });

/** "2.4×" */
export const liftWords = ({ format }: Words<"customers">, lift: number): string =>
  `${format.decimal(lift, 1)}×`;

/** "0.84 (0.40 to 1.31)" */
export const rateWords = (
  { t, format }: Words<"customers">,
  { perWeek, low, high }: Interval & { perWeek: number },
): string =>
  t("likes.between", {
    mean: format.decimal(perWeek, 2),
    low: format.decimal(low, 2),
    high: format.decimal(high, 2),
  });
