import { DAY_MS, HOUR_MS, MINUTE_MS } from "../shared/time.ts";
import type { Moment } from "./condition.ts";

/** A length of time for a reader: "12.3 days", "5 hours", "1 minute". Rounded down. */
export function describeDuration(ms: number): string {
  if (ms >= 2 * DAY_MS) return `${oneDecimal(ms / DAY_MS)} days`;
  if (ms >= HOUR_MS) return `${oneDecimal(ms / HOUR_MS)} hours`;
  return countOf(Math.floor(ms / MINUTE_MS), "minute");
}

/** How long ago something was: "5 hours ago", "just now" within the first minute. */
export const describeAgo = (ms: number): string =>
  ms < MINUTE_MS ? "just now" : `${describeDuration(ms)} ago`;

/** Rounded down, so that what is just short of a limit never reads as if it had reached it. */
const oneDecimal = (value: number): string => String(Math.floor(value * 10) / 10);

/** A moment's name inside a sentence: "last order", "last checkout started". */
export function describeMoment(moment: Moment): string {
  if (moment.kind === "first-order") return "first order";
  if (moment.kind === "last-order") return "last order";
  return `last ${moment.signals.map((signal) => signal.replaceAll("_", " ")).join(" or ")}`;
}

/** "1 order", "2 orders". */
export const countOf = (count: number, noun: string): string =>
  `${count} ${noun}${count === 1 ? "" : "s"}`;
