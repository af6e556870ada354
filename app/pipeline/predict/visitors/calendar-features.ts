import { DAY_MS } from "../../shared/time.ts";
import type { VisitorFeature } from "./visitor-feature.ts";

const WEEK_MS = 7 * DAY_MS;

/** The phase within a period of UTC, as a point on a circle, so that midnight is beside midnight. */
const wave = (periodMs: number, of: (phase: number) => number): VisitorFeature["read"] => {
  return (_, { at }) => of((2 * Math.PI * (at % periodMs)) / periodMs);
};

/** The hour of the day and the day of the week. UTC, since a log of events does not say where its shop is. */
export const CALENDAR_FEATURES: readonly VisitorFeature[] = [
  { name: "day_sine", read: wave(DAY_MS, Math.sin) },
  { name: "day_cosine", read: wave(DAY_MS, Math.cos) },
  { name: "week_sine", read: wave(WEEK_MS, Math.sin) },
  { name: "week_cosine", read: wave(WEEK_MS, Math.cos) },
];
