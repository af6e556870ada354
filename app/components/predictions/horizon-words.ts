import type { Task } from "../../pipeline/predict/shop/shop-model.ts";
import { formatCounted } from "../format/format-number.ts";

/** The order in which horizons are shown: the shortest first. */
export const TASKS_IN_ORDER = [
  "week",
  "month",
  "horizon",
  "year",
] as const satisfies readonly Task[];

/** "7 days". A horizon is stored in weeks or in milliseconds, so that its days need not be whole. */
export const daysWords = (days: number): string => formatCounted(Math.round(days), "day");

/** "Within 93 days, your shop's own span". */
export function horizonName(task: Task, horizonDays: number): string {
  return task === "horizon"
    ? `${daysWords(horizonDays)}, your shop's own span`
    : daysWords(horizonDays);
}
