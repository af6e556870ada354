import type { Duration, Window } from "../../pipeline/segment/condition-tree.ts";
import { assertNever } from "../../pipeline/shared/outcome.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../pipeline/shared/time.ts";
import { listWords } from "./list-words.ts";

/** "7 days", "1.5 typical gaps between orders", "30 days or 2 typical gaps between orders, whichever is longer,". */
export function durationWords(duration: Duration): string {
  switch (duration.kind) {
    case "fixed":
      return lengthWords(duration.ms);
    case "days":
      return countWords(duration.days, "day");
    case "typical-gaps":
      return duration.times === 1
        ? "one typical gap between orders"
        : `${duration.times} typical gaps between orders`;
    case "longest-of":
      return `${listWords(duration.of.map(durationWords))}, whichever is longer,`;
    default:
      return assertNever(duration);
  }
}

/** " in the last 7 days"; nothing for all time. */
export function windowWords(window: Window | null): string {
  if (window === null) return "";
  if (window.kind === "days" && window.days === 1) return " today";
  return ` in the last ${window.kind === "days" ? countWords(window.days, "day") : lengthWords(window.ms)}`;
}

function lengthWords(ms: number): string {
  if (ms % DAY_MS === 0) return countWords(ms / DAY_MS, "day");
  if (ms < HOUR_MS) return countWords(Math.round((10 * ms) / MINUTE_MS) / 10, "minute");
  return countWords(Math.round((10 * ms) / HOUR_MS) / 10, "hour");
}

/** "1 day", "2.5 hours". */
export const countWords = (count: number, noun: string): string =>
  `${count} ${noun}${count === 1 ? "" : "s"}`;
