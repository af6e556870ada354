import type { PointsModel } from "../../score/model.ts";
import type { Signal } from "../../shared/signals.ts";
import { dayOf, slotOf, slotStart } from "../../shared/time.ts";
import type { Instant } from "../../shared/time.ts";

/** What one signal has earned, as of an instant. Plain data. */
export interface EarnedPoints {
  signal: Signal;
  /** As they stood at `asOf`, before caps. */
  points: number;
  asOf: Instant;
  /** The UTC day of the last occurrence, and how many of that day were counted. */
  day: number;
  counted: number;
}

/**
 * Adds what an event is worth. Events come in order of time; those beyond the daily cap earn nothing. As in the score,
 * points fade from the beginning of their quarter of an hour on. One entry per signal that was ever seen.
 */
export function earnPoints(
  earned: EarnedPoints[],
  model: PointsModel,
  { signal, at }: { signal: Signal; at: Instant },
): void {
  const rule = model.signals[signal];
  if (rule === undefined || rule.weight === 0) return;
  const day = dayOf(at);
  let entry = earned.find((one) => one.signal === signal);
  if (entry === undefined) {
    entry = { signal, points: 0, asOf: at, day, counted: 0 };
    earned.push(entry);
  }
  if (entry.day !== day) {
    entry.day = day;
    entry.counted = 0;
  }
  if (entry.counted >= rule.dailyCap) return;
  entry.counted += 1;
  const since = slotStart(slotOf(at));
  entry.points =
    fade(entry.points, at - entry.asOf, rule.halfLifeMs) +
    fade(rule.weight, at - since, rule.halfLifeMs);
  entry.asOf = at;
}

/**
 * The score as of an instant, 0 to 100: each group at most its cap, as `scorePoints` has it of signed events, but for
 * its rounding to millionths. It is what predicts where nothing was learned.
 */
export function pointsAt(earned: readonly EarnedPoints[], model: PointsModel, at: Instant): number {
  const groups = new Map<string, number>();
  for (const { signal, points, asOf } of earned) {
    const rule = model.signals[signal];
    if (rule === undefined) continue;
    const left = fade(points, at - asOf, rule.halfLifeMs);
    groups.set(rule.group, (groups.get(rule.group) ?? 0) + left);
  }
  let total = 0;
  for (const [group, points] of groups) total += Math.min(points, model.groupCaps[group] ?? 0);
  return Math.min(100, total);
}

const fade = (points: number, elapsedMs: number, halfLifeMs: number): number =>
  points * 2 ** (-elapsedMs / halfLifeMs);
