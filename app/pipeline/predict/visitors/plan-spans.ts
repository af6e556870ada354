import type { Instant } from "../../shared/time.ts";
import { DAY_MS, HOUR_MS } from "../../shared/time.ts";
import { isPredicted } from "./walk-log.ts";
import type { PreparedLog } from "./walk-log.ts";

/** How far ahead a purchase is predicted, the nearest first. */
export const HORIZONS_MS: readonly number[] = [HOUR_MS, DAY_MS];

/** Rows from `from` to before `until`; their outcomes must be known before `until` too. */
export interface Span {
  from: Instant;
  until: Instant;
}

/** What is learned from before a cut, one after the other in time. */
export interface LearningSpans {
  /** Models are fitted to it. */
  fit: Span;
  /** What they say is calibrated on it, and the champion is chosen. */
  calibrate: Span;
}

/** A quarter for calibration: purchases are rare, and a rate that rests on a hundred is known to a tenth of it. */
const FIT_SHARE = 0.75;

/** Splits the past of a cut so that three quarters of its rows are for fitting. */
export function planSpans(prepared: PreparedLog, cut: Instant): LearningSpans {
  const { log } = prepared;
  const from = log.at[log.byTime[0] ?? 0] ?? cut;
  let rows = 0;
  for (const row of log.byTime) {
    if ((log.at[row] ?? 0) >= cut) break;
    if (isPredicted(prepared, row)) rows += 1;
  }
  let left = Math.floor(rows * FIT_SHARE);
  let middle = cut;
  for (const row of log.byTime) {
    if ((log.at[row] ?? 0) >= cut) break;
    if (!isPredicted(prepared, row)) continue;
    if (left === 0) {
      middle = log.at[row] ?? cut;
      break;
    }
    left -= 1;
  }
  return { fit: { from, until: middle }, calibrate: { from: middle, until: cut } };
}

/** Whether a row lies within a span, and whether its visitor bought within the horizon is known by the span's end. */
export function isWithin(at: Instant, { from, until }: Span, horizonMs: number): boolean {
  return at >= from && at + horizonMs <= until;
}
