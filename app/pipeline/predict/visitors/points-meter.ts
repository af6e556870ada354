import type { PointsModel } from "../../score/model.ts";
import type { Signal } from "../../shared/signals.ts";
import { dayOf, slotOf, slotStart } from "../../shared/time.ts";
import type { Instant } from "../../shared/time.ts";

/** What one signal has earned, as of an instant. Plain data. */
export interface EarnedPoints {
  signal: Signal;
  /** As they stood at `asOf`, before caps; 0 for a signal that only takes points away. */
  points: number;
  asOf: Instant;
  /** The UTC day of the last occurrence, and how many of that day were counted. */
  day: number;
  counted: number;
}

/**
 * Takes in what an event is worth, one entry per signal. Events come in order of time. Points fade from the beginning of
 * their quarter of an hour on, those beyond the daily cap are none, and what speaks against takes its share of what stood
 * before it: as in the score of signed events. Two things would need every event to be kept, and are left out: points do
 * not end with a rule's window, and a dampener's reach is everything before it. The shipped intent has neither.
 */
export function earnPoints(
  earned: EarnedPoints[],
  model: PointsModel,
  { signal, at }: { signal: Signal; at: Instant },
): void {
  const rule = model.signals[signal];
  const dampener = model.dampeners[signal];
  const dailyCap = rule?.dailyCap ?? dampener?.dailyCap;
  if (dailyCap === undefined) return;
  const entry = entryOf(earned, signal, at);
  if (entry.counted >= dailyCap) return;
  entry.counted += 1;
  if (dampener !== undefined) {
    for (const one of earned) {
      const group = model.signals[one.signal]?.group;
      if (group !== undefined && dampener.groups.includes(group)) one.points *= 1 - dampener.share;
    }
  }
  if (rule === undefined) return;
  const since = slotStart(slotOf(at));
  entry.points =
    fade(entry.points, at - entry.asOf, rule.halfLifeMs) +
    fade(rule.weight, at - since, rule.halfLifeMs);
  entry.asOf = at;
}

/**
 * The score as of an instant, 0 to 100: each group at most its cap. It is what predicts where nothing was learned. Equal
 * to the intent score of signed events but for the score's rounding, and for what happens within one quarter of an hour
 * of a dampener, which the score does not tell apart.
 */
export function pointsAt(earned: readonly EarnedPoints[], model: PointsModel, at: Instant): number {
  const groups = new Map<string, number>();
  for (const { signal, points, asOf } of earned) {
    const rule = model.signals[signal];
    if (rule === undefined || points === 0) continue;
    const left = fade(points, at - asOf, rule.halfLifeMs);
    groups.set(rule.group, (groups.get(rule.group) ?? 0) + left);
  }
  let total = 0;
  for (const [group, points] of groups) total += Math.min(points, model.groupCaps[group] ?? 0);
  return Math.min(100, total);
}

function entryOf(earned: EarnedPoints[], signal: Signal, at: Instant): EarnedPoints {
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
  return entry;
}

const fade = (points: number, elapsedMs: number, halfLifeMs: number): number =>
  points * 2 ** (-elapsedMs / halfLifeMs);
