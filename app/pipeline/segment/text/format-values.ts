import { assertNever } from "../../shared/outcome.ts";
import { HOUR_MS, MINUTE_MS } from "../../shared/time.ts";
import type { Duration, Window } from "../condition-tree.ts";

/** A number with all its digits and without an exponent, which reads back as the same number. */
export function formatNumber(value: number): string {
  const [digits = "", exponent] = String(value).split("e");
  if (exponent === undefined) return Object.is(value, -0) ? "-0" : digits;
  const sign = digits.startsWith("-") ? "-" : "";
  const [whole = "", part = ""] = digits.replace("-", "").split(".");
  const point = whole.length + Number(exponent);
  const all = whole + part;
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${all}`;
  return sign + all.padEnd(point, "0");
}

/** "7 days", "36 hours"; what is no whole number of hours in minutes, with as few decimals as lead back to it. */
export function formatDuration(duration: Duration): string {
  switch (duration.kind) {
    case "fixed":
      return formatFixed(duration.ms);
    case "days":
      return countUnits(duration.days, "day");
    case "typical-gaps":
      return countUnits(duration.times, "typical gap");
    case "longest-of":
      return `longest of (${duration.of.map(formatDuration).join(", ")})`;
    default:
      return assertNever(duration);
  }
}

/** " in 7 days"; nothing without a window. */
export const formatWindow = (window: Window | null): string =>
  window === null ? "" : ` in ${formatDuration(window)}`;

function formatFixed(ms: number): string {
  if (ms % HOUR_MS === 0) return countUnits(ms / HOUR_MS, "hour");
  for (let decimals = 0; decimals < 20; decimals++) {
    const minutes = Number((ms / MINUTE_MS).toFixed(decimals));
    if (Math.round(minutes * MINUTE_MS) === ms) return countUnits(minutes, "minute");
  }
  return countUnits(ms / MINUTE_MS, "minute");
}

const countUnits = (count: number, unit: string): string =>
  `${formatNumber(count)} ${unit}${count === 1 ? "" : "s"}`;
