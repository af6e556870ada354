import { DAY_MS, HOUR_MS } from "../../shared/time.ts";
import type { VisitorFeature } from "./visitor-feature.ts";

const WEEK_MS = 7 * DAY_MS;

/**
 * The phase within a period of UTC, as a point on a circle, so that midnight is beside midnight. In whole hours or days:
 * the very second would name the visit, and trees would learn by heart how each visit ended.
 */
const wave = (
  [periodMs, stepMs]: [periodMs: number, stepMs: number],
  of: (phase: number) => number,
): VisitorFeature["read"] => {
  return (_, { at }) =>
    of((2 * Math.PI * Math.floor((at % periodMs) / stepMs) * stepMs) / periodMs);
};

const HOURS: [number, number] = [DAY_MS, HOUR_MS];
const DAYS: [number, number] = [WEEK_MS, DAY_MS];

/** The hour of the day and the day of the week. UTC, since a log of events does not say where its shop is. */
export const CALENDAR_FEATURES: readonly VisitorFeature[] = [
  { name: "day_sine", read: wave(HOURS, Math.sin) },
  { name: "day_cosine", read: wave(HOURS, Math.cos) },
  { name: "week_sine", read: wave(DAYS, Math.sin) },
  { name: "week_cosine", read: wave(DAYS, Math.cos) },
];
