import type { Task } from "../../pipeline/predict/shop/shop-model.ts";
import type { Words } from "../words/use-words.ts";

/** The order in which horizons are shown: the shortest first. */
export const TASKS_IN_ORDER = [
  "week",
  "month",
  "horizon",
  "year",
] as const satisfies readonly Task[];

/** "7 days". A horizon is stored in weeks or in milliseconds, so that its days need not be whole. */
export function daysWords({ t, format }: Words<"predictions">, days: number): string {
  const count = Math.round(days);
  return t("common:counted.days", { count, amount: format.count(count) });
}

/** "Within 93 days, your shop's own span". */
export function horizonName(words: Words<"predictions">, task: Task, horizonDays: number): string {
  const days = daysWords(words, horizonDays);
  return task === "horizon" ? words.t("horizon.own", { days }) : days;
}
